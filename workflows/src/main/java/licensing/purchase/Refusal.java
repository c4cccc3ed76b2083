package licensing.purchase;

import io.temporal.failure.ApplicationFailure;
import java.util.Arrays;
import java.util.Optional;

/** Why a purchase refuses a message. */
public enum Refusal {
  /** The message names another buyer than the purchase's own. */
  NOT_YOURS,
  /** The form was for another offer than the purchase was started for. */
  OTHER_OFFER,
  STALE_TERMS,
  QUANTITY_NOT_OFFERED,
  AUTO_RENEWAL_NOT_OFFERED,
  /** Other content than what was subscribed to. */
  ALREADY_SUBSCRIBED,
  NOT_SUBSCRIBED,
  /** A payment was handed in, so the purchase cannot be withdrawn. */
  PAYMENT_UNDER_WAY,
  ENDED,
  /** Nothing waits that looking again could move. */
  NOTHING_TO_RECHECK,
  REASON_MISSING;

  /**
   * The failure that the sender receives. Its message begins with the name, since what a validator
   * throws loses its type on the way (SDK 1.38.0, sdk-java#3001).
   */
  public ApplicationFailure because(String words) {
    return ApplicationFailure.newNonRetryableFailure(name() + ": " + words, name());
  }

  /** The refusal that a sender received; empty for any other failure. */
  public static Optional<Refusal> of(ApplicationFailure failure) {
    String message = failure.getOriginalMessage();
    return Arrays.stream(values())
        .filter(refusal -> message.startsWith(refusal.name() + ": "))
        .findFirst();
  }
}
