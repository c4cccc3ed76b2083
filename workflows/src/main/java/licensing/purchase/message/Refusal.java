package licensing.purchase.message;

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
  /** The buyer, or the organization, is no longer there to buy. */
  CANNOT_BE_RECORDED,
  /** The buyer's organization does not let them buy, or not for so much. */
  NOT_ALLOWED_TO_BUY,
  /** A payment was handed in, so the purchase cannot be withdrawn. */
  PAYMENT_UNDER_WAY,
  ENDED,
  /** Nothing waits that looking again, or trying again, could move. */
  NOTHING_TO_RECHECK,
  NOTHING_TO_RETRY,
  REASON_MISSING,
  /** The version that was acted on is no longer the newest. */
  CHANGED_SINCE,
  /** It decides about money, and nobody else has proposed it. */
  SECOND_PERSON_NEEDED,
  /** It is about the money of a purchase of their own, or of their organization's. */
  OWN_PURCHASE,
  /** Whoever asks is nobody of support, or not any more. */
  NOT_OF_SUPPORT,
  /** The console did not sign it, and the records ask for that. */
  NOT_SIGNED,
  /** Nothing stands that they proposed. */
  NOTHING_PROPOSED,
  /** No payment is unknown. */
  NOTHING_UNKNOWN,
  /** What was said of an unknown payment is not borne out by the platform. */
  NOT_BORNE_OUT,
  /** No money is held, as far as is known, that could be given back. */
  NOTHING_HELD,
  /** What was held goes back already. */
  GOING_BACK,
  /** A delivered license is non-revocable. */
  LICENSE_DELIVERED,
  /** Nobody is waited for to pay. */
  NO_DEADLINE,
  DEADLINE_NOT_ALLOWED,
  /** Nothing asks for a person that only a person can settle. */
  NOTHING_TO_SETTLE,
  /** No license is suspended, so none can be reinstated. */
  NOT_SUSPENDED,
  /** No license works whose money is known to have gone back. */
  NOTHING_TO_SUSPEND,
  /** Temporal takes no more messages for this purchase: not said by the purchase itself. */
  LIMIT_REACHED;

  /**
   * The failure that the sender receives. Its message begins with the name, since what a validator
   * throws loses its type on the way (SDK 1.38.0, sdk-java#3001).
   */
  public ApplicationFailure because(String words) {
    return ApplicationFailure.newNonRetryableFailure(name() + ": " + words, name());
  }

  /**
   * Refuses where that holds.
   *
   * @throws ApplicationFailure as {@link #because} makes it
   */
  public void when(boolean holds, String words) {
    if (holds) {
      throw because(words);
    }
  }

  /** The refusal that a sender received; empty for any other failure. */
  public static Optional<Refusal> of(ApplicationFailure failure) {
    String message = failure.getOriginalMessage();
    return Arrays.stream(values())
        .filter(refusal -> message.startsWith(refusal.name() + ": "))
        .findFirst();
  }

  /**
   * Why the records do not take a command of support.
   *
   * @param words for support staff
   */
  public record Rejection(Refusal refusal, String words) {}
}
