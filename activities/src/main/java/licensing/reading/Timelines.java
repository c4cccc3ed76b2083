package licensing.reading;

import java.time.Instant;
import java.util.List;
import licensing.payment.Money;
import licensing.purchase.PurchaseId;
import org.jspecify.annotations.Nullable;

/** What the records tell of one purchase. For support staff only: of whatever organization. */
public interface Timelines {

  /** In the order in which it happened; empty for a purchase that never was. */
  List<Event> of(PurchaseId purchase);

  /**
   * One thing that happened.
   *
   * @param number of the attempt, the terms, the edition, or the version a support person saw
   * @param amount null where it is not about money
   * @param reference at the platform, of the payment it is about
   * @param who the support person who asked for it
   * @param words in which it was recorded, in English or a person's own
   */
  record Event(
      Instant at,
      Kind kind,
      @Nullable Integer number,
      @Nullable Money amount,
      @Nullable String reference,
      @Nullable String who,
      @Nullable String words) {}

  /** What happened; the names are keys of messages, and stand in the order of a purchase. */
  enum Kind {
    CONSENTED,
    SUBSCRIBED,
    ATTEMPT_OPENED,
    ATTEMPT_SUBMITTED,
    ATTEMPT_CHARGING,
    /** The platform provably did not take it: it is sent again. */
    ATTEMPT_SET_BACK,
    /** Nobody knew what became of it; where it is known by now, Temporal alone tells of that. */
    ATTEMPT_UNKNOWN,
    ATTEMPT_DECLINED,
    ATTEMPT_NOT_CHARGED,
    ATTEMPT_CLOSED,
    ATTEMPT_AUTHORIZED,
    LICENSE_ACTIVATED,
    ATTEMPT_CAPTURED,
    ATTEMPT_RELEASED,
    ATTEMPT_REFUNDED,
    LICENSE_SUSPENDED,
    ENDED_LICENSED,
    ENDED_WITHDRAWN,
    ENDED_LAPSED,
    ENDED_DECLINED,
    ENDED_GIVEN_BACK,
    ENDED_SUSPENDED,
    EVIDENCE_WRITTEN,
    /** Closed without the platform's own answer, and searched for after that. */
    ATTEMPT_SEARCHED,
    SURPLUS_FOUND,
    SURPLUS_RELEASED,
    SURPLUS_REFUNDED,
    NOTICE_RECEIVED,
    NOTICE_DECIDED,
    DISPUTE_OPEN,
    DISPUTE_WON,
    DISPUTE_LOST,
    SETTLEMENT_DECLINED,
    REFUND_FAILED,
    REFUND_MADE_GOOD,
    SUPPORT_ACTED
  }
}
