package licensing.payment.braintree;

import com.braintreegateway.ThreeDSecureInfo;
import java.util.Objects;
import licensing.payment.AuthorizationResult.Declined;
import org.jspecify.annotations.Nullable;

/** Whether the buyer's bank is asked to confirm a payment, and what must come of it. */
enum ThreeDSecure {
  /** Nobody is asked. */
  OFF,
  /** A card whose bank cannot be asked is taken all the same; one whose bank said no is not. */
  WHEN_OFFERED,
  /** Only a card whose bank bears the loss from fraud. */
  REQUIRED;

  /** The bank asked the buyer, who has not answered: never a success, whatever else is said. */
  private static final String UNANSWERED = "challenge_required";

  boolean isAsked() {
    return this != OFF;
  }

  /**
   * @param said by the platform itself, never by a browser; null where the bank was not asked,
   *     though the payment page always does
   */
  boolean accepts(@Nullable ThreeDSecureInfo said) {
    if (this == OFF) {
      return true;
    }
    if (said == null || UNANSWERED.equals(said.getStatus())) {
      return false;
    }
    return said.isLiabilityShifted() || (this == WHEN_OFFERED && !said.isLiabilityShiftPossible());
  }

  static Declined refusal(@Nullable ThreeDSecureInfo said) {
    String status =
        said == null ? "not asked" : Objects.requireNonNullElse(said.getStatus(), "no status");
    return new Declined(Declined.NOT_CONFIRMED + ": " + status);
  }
}
