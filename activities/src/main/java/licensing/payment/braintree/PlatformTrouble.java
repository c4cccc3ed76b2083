package licensing.payment.braintree;

import com.braintreegateway.exceptions.AuthenticationException;
import com.braintreegateway.exceptions.AuthorizationException;
import com.braintreegateway.exceptions.BraintreeException;
import com.braintreegateway.exceptions.NotFoundException;

/** Passing: the platform is to be asked again later. Its message is read by support staff. */
final class PlatformTrouble extends RuntimeException {

  PlatformTrouble(String message) {
    super(message);
  }

  private PlatformTrouble(String message, Throwable cause) {
    super(message, cause);
  }

  static PlatformTrouble of(BraintreeException failure) {
    String message =
        switch (failure) {
          case AuthenticationException refused -> "the platform refuses our keys";
          case AuthorizationException refused -> "the platform refuses our keys";
          case NotFoundException unknown -> "the platform does not know the payment";
          default -> "the platform gave no answer: " + failure.getClass().getSimpleName();
        };
    return new PlatformTrouble(message, failure);
  }
}
