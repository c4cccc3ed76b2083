package licensing.purchase.status;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where a purchase is, in the buyer's eyes. */
public enum PurchaseStatus {
  /** The form was sent, and it is not known yet whether it holds. */
  SUBSCRIBING,
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
  /** Paid, and no license is to be had: the money is about to go back. */
  GIVING_BACK,
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

  private static final Set<PurchaseStatus> AT_REST =
      EnumSet.of(LICENSED, WITHDRAWN, LAPSED, DECLINED, GIVEN_BACK, SUSPENDED, TAKEN_BACK);

  public static PurchaseStatus of(PurchaseState state) {
    if (state.outcome() != null) {
      return ended(state.outcome(), state.suspended());
    }
    // The capture follows and keeps no buyer waiting.
    return state.delivered() ? LICENSED : open(state);
  }

  /** Whether nothing more is to come that a buyer would have to see. */
  public boolean isAtRest() {
    return AT_REST.contains(this);
  }

  private static PurchaseStatus open(PurchaseState state) {
    return switch (state.payment()) {
      case null -> state.step() == PurchaseStep.PRESENT_TERMS ? SUBSCRIBING : CONFIRM;
      case OPEN -> AWAITING_PAYMENT;
      case SUBMITTED -> submitted(state.attention());
      case CHARGING -> PROCESSING;
      case UNKNOWN -> CHECKING;
      case DECLINED, NOT_CHARGED -> REFUSED;
      case AUTHORIZED -> state.abandoned() ? GIVING_BACK : ACTIVATING;
      case CLOSED -> CLOSING;
    };
  }

  private static PurchaseStatus submitted(@Nullable Attention attention) {
    return attention == Attention.PLATFORM_UNREACHABLE || attention == Attention.PLATFORM_REFUSES_US
        ? PLATFORM_DOWN
        : PROCESSING;
  }

  private static PurchaseStatus ended(PurchaseOutcome.Kind outcome, boolean suspended) {
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
