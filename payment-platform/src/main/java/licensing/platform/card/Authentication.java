package licensing.platform.card;

import licensing.platform.ledger.Card;
import org.jspecify.annotations.Nullable;

/**
 * What the status of a buyer's authentication by 3-D Secure means.
 *
 * @param status as the gateway names it, such as {@code authenticate_successful}
 */
public record Authentication(String status) {
  /** The bank wants to ask the buyer, and has not done so yet, or never will. */
  public static final String CHALLENGE_REQUIRED = "challenge_required";

  /** What the buyer's bank says who does not pass its challenge. */
  public static final String CHALLENGE_FAILED = "authenticate_failed";

  public static boolean shifts(@Nullable String status) {
    return status != null && new Authentication(status).liabilityShifted();
  }

  /** Whether the bank bears the loss from fraud. */
  public boolean liabilityShifted() {
    return status.equals("authenticate_successful")
        || status.equals("authenticate_attempt_successful");
  }

  /** Whether the card takes part, so that it could have borne it. */
  public boolean liabilityShiftPossible() {
    return status.startsWith("authenticate_") || status.equals(CHALLENGE_REQUIRED);
  }

  /** Y, N, U for unavailable, or B for bypassed. */
  public String enrolled() {
    return switch (status) {
      case "lookup_not_enrolled" -> "N";
      case "lookup_bypassed" -> "B";
      case "lookup_error", "lookup_failed_acs_error", "authentication_unavailable" -> "U";
      default -> "Y";
    };
  }

  /** The proof of the authentication; null where there is none. */
  public @Nullable String cavv() {
    return liabilityShifted() ? "c3RhbmQtaW4gcHJvb2YgMDE=" : null;
  }

  /**
   * How the card's network sees it: 05 or 02 authenticated, 06 or 01 attempted, 07 or 00 neither.
   */
  public String eci(Card card) {
    int step =
        switch (status) {
          case "authenticate_successful" -> 2;
          case "authenticate_attempt_successful" -> 1;
          default -> 0;
        };
    return card.type().equals("MasterCard") ? "0" + step : "0" + (7 - step);
  }
}
