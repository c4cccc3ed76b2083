package licensing.payment.braintree;

import com.braintreegateway.exceptions.AuthenticationException;
import com.braintreegateway.exceptions.AuthorizationException;
import com.braintreegateway.exceptions.BraintreeException;
import com.braintreegateway.exceptions.NotFoundException;
import java.util.function.Supplier;

/** Passing: the platform is to be asked again later. Its message is read by support staff. */
final class PlatformTrouble extends RuntimeException {

  PlatformTrouble(String message) {
    super(message);
  }

  private PlatformTrouble(String message, Throwable cause) {
    super(message, cause);
  }

  /** The SDK's own exceptions mostly say nothing, and people read what this one says. */
  static <T> T asking(Supplier<T> call) {
    try {
      return call.get();
    } catch (BraintreeException failure) {
      throw of(failure);
    }
  }

  private static PlatformTrouble of(BraintreeException failure) {
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
