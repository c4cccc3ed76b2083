package licensing.local.browser;

import java.util.Locale;
import java.util.stream.Stream;
import licensing.payment.PaymentAttempt;
import licensing.purchase.status.Attention;
import licensing.purchase.status.PurchaseOutcome;
import licensing.purchase.status.PurchaseState;
import licensing.purchase.status.PurchaseState.PurchaseStep;
import licensing.purchase.status.StateGraph;
import licensing.purchase.status.StatusSummary.PurchaseStatus;
import org.jspecify.annotations.Nullable;

/**
 * Purchases as their rows stand in each state, of which some are rare, and some take long to get
 * to. Nothing runs behind them. Most are named as what a buyer is shown.
 */
enum Planted {
  SUBSCRIBING(PurchaseStep.PRESENT_TERMS, null, null),
  CONFIRM(PurchaseStep.CONFIRM_REDIRECT, null, null),
  AWAITING_PAYMENT(PurchaseStep.AWAIT_PAYMENT, PaymentAttempt.State.OPEN, null),
  PROCESSING(PurchaseStep.AWAIT_PAYMENT, PaymentAttempt.State.CHARGING, null),
  CHECKING(PurchaseStep.AWAIT_PAYMENT, PaymentAttempt.State.UNKNOWN, Attention.PAYMENT_UNKNOWN),
  PLATFORM_DOWN(
      PurchaseStep.AWAIT_PAYMENT, PaymentAttempt.State.SUBMITTED, Attention.PLATFORM_UNREACHABLE),
  KEYS_REFUSED(
      PurchaseStep.AWAIT_PAYMENT, PaymentAttempt.State.SUBMITTED, Attention.PLATFORM_REFUSES_US),
  REFUSED(PurchaseStep.AWAIT_PAYMENT, PaymentAttempt.State.DECLINED, null),
  NOT_CHARGED(PurchaseStep.AWAIT_PAYMENT, PaymentAttempt.State.NOT_CHARGED, null),
  CLOSING(PurchaseStep.AWAIT_PAYMENT, PaymentAttempt.State.CLOSED, null),
  ACTIVATING(
      PurchaseStep.ACTIVATE_LICENSE, PaymentAttempt.State.AUTHORIZED, Attention.ACTIVATION_FAILING),
  GIVING_BACK(
      PurchaseStep.ACTIVATE_LICENSE, PaymentAttempt.State.AUTHORIZED, Attention.RELEASE_FAILING),
  CAPTURING(PurchaseStep.REDIRECT_HOME, PaymentAttempt.State.AUTHORIZED, Attention.CAPTURE_FAILING),
  WITHDRAWN(PurchaseOutcome.Kind.WITHDRAWN, PaymentAttempt.State.CLOSED, null),
  LAPSED(PurchaseOutcome.Kind.LAPSED, PaymentAttempt.State.CLOSED, null),
  DECLINED(PurchaseOutcome.Kind.DECLINED, PaymentAttempt.State.DECLINED, null),
  GIVEN_BACK(PurchaseOutcome.Kind.GIVEN_BACK, PaymentAttempt.State.AUTHORIZED, null),
  SUSPENDED(PurchaseOutcome.Kind.SUSPENDED, PaymentAttempt.State.AUTHORIZED, Attention.MONEY_LOST),
  DISPUTED(
      PurchaseOutcome.Kind.LICENSED, PaymentAttempt.State.AUTHORIZED, Attention.PLATFORM_REPORT),
  TAKEN_BACK(
      PurchaseOutcome.Kind.LICENSED, PaymentAttempt.State.AUTHORIZED, Attention.PLATFORM_REPORT),
  LICENSED(PurchaseOutcome.Kind.LICENSED, PaymentAttempt.State.AUTHORIZED, null);

  private final PurchaseStep step;
  private final PurchaseOutcome.@Nullable Kind outcome;
  private final PaymentAttempt.@Nullable State payment;
  private final @Nullable Attention attention;

  Planted(
      PurchaseStep step,
      PurchaseOutcome.@Nullable Kind outcome,
      PaymentAttempt.@Nullable State payment,
      @Nullable Attention attention) {
    this.step = step;
    this.outcome = outcome;
    this.payment = payment;
    this.attention = attention;
  }

  Planted(
      PurchaseStep step, PaymentAttempt.@Nullable State payment, @Nullable Attention attention) {
    this(step, null, payment, attention);
  }

  Planted(
      PurchaseOutcome.Kind outcome, PaymentAttempt.State payment, @Nullable Attention attention) {
    this(PurchaseStep.ENDED, outcome, payment, attention);
  }

  PurchaseStep step() {
    return step;
  }

  PurchaseOutcome.@Nullable Kind outcome() {
    return outcome;
  }

  /** State of the only attempt; null before the first. */
  PaymentAttempt.@Nullable State payment() {
    return payment;
  }

  @Nullable Attention attention() {
    return attention;
  }

  boolean isAuthorized() {
    return payment == PaymentAttempt.State.AUTHORIZED;
  }

  /** What the platform said of a card that came to nothing. */
  @Nullable String reason() {
    return switch (payment) {
      case DECLINED -> "2001 Insufficient Funds";
      case NOT_CHARGED -> "the platform holds no payment of this attempt";
      case null, default -> null;
    };
  }

  boolean hasLicense() {
    return switch (this) {
      case CAPTURING, LICENSED, SUSPENDED, DISPUTED, TAKEN_BACK -> true;
      default -> false;
    };
  }

  boolean isSuspended() {
    return this == SUSPENDED || this == TAKEN_BACK;
  }

  /** Whether the fence stands: no license will come of it. */
  boolean isAbandoned() {
    return this == GIVING_BACK || this == GIVEN_BACK;
  }

  /** What the platform reported of the payment after the end; null where it did not. */
  @Nullable String report() {
    return switch (this) {
      case DISPUTED -> "DISPUTE_OPEN";
      case TAKEN_BACK -> "DISPUTE_LOST";
      default -> null;
    };
  }

  /** Its name in names of pages. */
  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The states of purchase and attempt that its pages show. */
  Stream<StateGraph.State> states() {
    StateGraph.State purchase = outcome == null ? step : outcome;
    return payment == null ? Stream.of(purchase) : Stream.of(purchase, payment);
  }

  /** What a buyer is shown. */
  PurchaseStatus status() {
    return PurchaseStatus.of(
        new PurchaseState(
            step,
            payment,
            hasLicense(),
            isAbandoned(),
            isSuspended(),
            false,
            attention,
            attention,
            outcome,
            null));
  }
}
