package licensing.web.progress;

import java.util.EnumSet;
import java.util.Set;
import licensing.purchase.Attention;
import licensing.purchase.PurchaseOutcome;
import licensing.purchase.PurchaseProgress;
import licensing.reading.PurchaseRecords.PurchaseRecord;
import org.jspecify.annotations.Nullable;

/** Where a purchase is, in the buyer's eyes. The names are keys of messages. */
public enum Situation {
  /** Subscribed to; the prompt asks whether to go to the payment platform. */
  CONFIRM,
  /** The payment page takes a card. */
  AWAITING_PAYMENT,
  /** A payment was handed in. */
  PROCESSING,
  /** A payment was handed in, and the platform provably has not taken it yet. */
  PLATFORM_DOWN,
  /** Nobody here knows yet what became of a payment. */
  CHECKING,
  /** The last card was refused; the next may be tried in a moment. */
  REFUSED,
  /** Paid; the license is about to work. */
  ACTIVATING,
  /** Closed before anything was charged; the end is about to be recorded. */
  CLOSING,
  LICENSED,
  WITHDRAWN,
  LAPSED,
  DECLINED,
  GIVEN_BACK,
  SUSPENDED,
  /** Licensed once; the money went away later, and with it the license. */
  TAKEN_BACK;

  private static final Set<Situation> AT_REST =
      EnumSet.of(LICENSED, WITHDRAWN, LAPSED, DECLINED, GIVEN_BACK, SUSPENDED, TAKEN_BACK);

  /** Ends that are told with "you pay nothing", which money that came later takes back. */
  private static final Set<Situation> FREE_OF_CHARGE =
      EnumSet.of(WITHDRAWN, LAPSED, DECLINED, GIVEN_BACK, SUSPENDED);

  private static final Set<Attention> PLATFORM_TROUBLE =
      EnumSet.of(Attention.PLATFORM_UNREACHABLE, Attention.PLATFORM_REFUSES_US);

  public static Situation of(PurchaseRecord purchase) {
    var progress = purchase.progress();
    if (progress.outcome() != null) {
      return ended(progress.outcome(), purchase.suspendedAt() != null);
    }
    // The capture follows and keeps no buyer waiting.
    return purchase.license() != null ? LICENSED : open(progress);
  }

  /** Whether nothing more is to come that a page would have to show. */
  public boolean isAtRest() {
    return AT_REST.contains(this);
  }

  /**
   * The key of its text on the page of the purchase.
   *
   * @param news whether the page tells beside it what came of the payment later
   */
  public String text(boolean news) {
    return "situation." + this + (news && FREE_OF_CHARGE.contains(this) ? ".late" : ".text");
  }

  /** How a page colors it: "good", "warn", or neither. */
  public String tone() {
    return switch (this) {
      case LICENSED -> "good";
      case CONFIRM, AWAITING_PAYMENT, PROCESSING, ACTIVATING, CLOSING -> "";
      case PLATFORM_DOWN,
          CHECKING,
          REFUSED,
          WITHDRAWN,
          LAPSED,
          DECLINED,
          GIVEN_BACK,
          SUSPENDED,
          TAKEN_BACK ->
          "warn";
    };
  }

  private static Situation open(PurchaseProgress progress) {
    return switch (progress.payment()) {
      case null -> CONFIRM;
      case OPEN -> AWAITING_PAYMENT;
      case SUBMITTED -> submitted(progress.attention());
      case CHARGING -> PROCESSING;
      case UNKNOWN -> CHECKING;
      case DECLINED, NOT_CHARGED -> REFUSED;
      case AUTHORIZED -> ACTIVATING;
      case CLOSED -> CLOSING;
    };
  }

  private static Situation submitted(@Nullable Attention attention) {
    return attention != null && PLATFORM_TROUBLE.contains(attention) ? PLATFORM_DOWN : PROCESSING;
  }

  private static Situation ended(PurchaseOutcome.Kind outcome, boolean suspended) {
    return switch (outcome) {
      case LICENSED -> suspended ? TAKEN_BACK : LICENSED;
      case WITHDRAWN -> WITHDRAWN;
      case LAPSED -> LAPSED;
      case DECLINED -> DECLINED;
      case GIVEN_BACK -> GIVEN_BACK;
      case SUSPENDED -> SUSPENDED;
    };
  }
}
