package licensing.payment.braintree;

import com.braintreegateway.Dispute;
import com.braintreegateway.StatusEvent;
import com.braintreegateway.ThreeDSecureInfo;
import com.braintreegateway.Transaction;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Calendar;
import java.util.Comparator;
import java.util.Currency;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import licensing.payment.Money;
import licensing.payment.PaymentAttempt;
import licensing.payment.Payments.Authorization;
import licensing.payment.Payments.AuthorizationResult;
import licensing.payment.braintree.BankConfirmations.ThreeDSecure;
import licensing.payment.braintree.BraintreeClient.PlatformTrouble;
import licensing.paymentevent.GatewayPayment;
import licensing.paymentevent.GatewayPayment.MoneyState;
import licensing.paymentevent.GatewayPayment.PaymentEvent;
import org.jspecify.annotations.Nullable;

/**
 * A transaction of the platform with its refunds and disputes, read with suspicion: any well-formed
 * answer parses as one.
 *
 * @param refunds what was sent back of it, in however many parts; null where nobody asked for them
 */
record GatewayTransaction(Transaction transaction, @Nullable List<GatewayTransaction> refunds) {

  private static final Set<Transaction.Status> HOLDS_MONEY =
      EnumSet.of(
          Transaction.Status.AUTHORIZED,
          Transaction.Status.SUBMITTED_FOR_SETTLEMENT,
          Transaction.Status.SETTLING,
          Transaction.Status.SETTLED,
          Transaction.Status.SETTLEMENT_CONFIRMED,
          Transaction.Status.SETTLEMENT_PENDING);

  private static final Set<Transaction.Status> REFUSED =
      EnumSet.of(
          Transaction.Status.PROCESSOR_DECLINED,
          Transaction.Status.FAILED,
          Transaction.Status.SETTLEMENT_DECLINED,
          Transaction.Status.GATEWAY_REJECTED);

  private static final Set<Transaction.Status> LET_GO =
      EnumSet.of(Transaction.Status.VOIDED, Transaction.Status.AUTHORIZATION_EXPIRED);

  /** Without its refunds. */
  static GatewayTransaction of(Transaction transaction) {
    return new GatewayTransaction(transaction, null);
  }

  GatewayTransaction with(List<GatewayTransaction> refunds) {
    return new GatewayTransaction(transaction, List.copyOf(refunds));
  }

  boolean holdsMoney() {
    return HOLDS_MONEY.contains(transaction.getStatus());
  }

  boolean isRefused() {
    return REFUSED.contains(transaction.getStatus());
  }

  boolean isLetGo() {
    return LET_GO.contains(transaction.getStatus());
  }

  boolean isRefund() {
    return transaction.getType() == Transaction.Type.CREDIT;
  }

  /** Of a refund, the sale that it is of. */
  String refundedId() {
    return Objects.requireNonNullElse(transaction.getRefundedTransactionId(), "");
  }

  boolean isDuplicate() {
    return transaction.getStatus() == Transaction.Status.GATEWAY_REJECTED
        && transaction.getGatewayRejectionReason() == Transaction.GatewayRejectionReason.DUPLICATE;
  }

  /** By 3-D Secure; null where the bank was not asked. */
  @Nullable ThreeDSecureInfo bankSaid() {
    return transaction.getThreeDSecureInfo();
  }

  String id() {
    return Objects.requireNonNullElse(transaction.getId(), "");
  }

  /** Whether the money is still the buyer's. */
  boolean isOnlyHeld() {
    return transaction.getStatus() == Transaction.Status.AUTHORIZED;
  }

  String orderId() {
    return Objects.requireNonNullElse(transaction.getOrderId(), "");
  }

  /** What is to be given back yet; a refund that failed gave nothing back. */
  BigDecimal leftToRefund() {
    BigDecimal amount = transaction.getAmount();
    if (amount == null) {
      throw new PlatformTrouble("the platform names no amount of " + id());
    }
    return amount.subtract(refunded());
  }

  private BigDecimal refunded() {
    return readRefunds().stream()
        .filter(GatewayTransaction::holdsMoney)
        .map(refund -> refund.transaction().getAmount())
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  boolean isRefunded() {
    return !readRefunds().isEmpty() && leftToRefund().signum() <= 0;
  }

  int numberOfRefunds() {
    return readRefunds().size();
  }

  private List<GatewayTransaction> readRefunds() {
    if (refunds == null) {
      throw new IllegalStateException("the refunds of " + id() + " were not read");
    }
    return refunds;
  }

  /** Whether a bank has decided nothing yet, so that the money may go back by it. */
  boolean isDisputed() {
    return hasDispute(PaymentEvent.Kind.DISPUTE_OPEN);
  }

  /** Whether a bank got the money, so that nothing is left to be given back. */
  boolean isLostToBank() {
    return hasDispute(PaymentEvent.Kind.DISPUTE_LOST);
  }

  private boolean hasDispute(PaymentEvent.Kind kind) {
    return transaction.getDisputes().stream().anyMatch(dispute -> meaning(dispute) == kind);
  }

  /** What is neither won nor lost, however it is called, is not decided. */
  private static PaymentEvent.Kind meaning(Dispute dispute) {
    return switch (dispute.getStatus()) {
      case WON -> PaymentEvent.Kind.DISPUTE_WON;
      case LOST, ACCEPTED, AUTO_ACCEPTED, EXPIRED -> PaymentEvent.Kind.DISPUTE_LOST;
      case null, default -> PaymentEvent.Kind.DISPUTE_OPEN;
    };
  }

  /** What others than this package read of it; its refunds must have been read. */
  GatewayPayment toPayment() {
    return new GatewayPayment(
        id(),
        orderId(),
        amount(),
        moneyState(),
        refunded().signum() == 0 ? null : money(refunded(), transaction.getCurrencyIsoCode()),
        Objects.requireNonNullElse(createdAt(), Instant.EPOCH),
        Stream.of(declinedSettlement(), disputes(), failedRefunds(), givenBack())
            .flatMap(events -> events)
            .toList());
  }

  private MoneyState moneyState() {
    if (!holdsMoney() || isLostToBank() || isRefunded()) {
      return MoneyState.NOT_OURS;
    }
    return isOnlyHeld() ? MoneyState.HELD : MoneyState.TAKEN;
  }

  private Stream<PaymentEvent> declinedSettlement() {
    return transaction.getStatus() == Transaction.Status.SETTLEMENT_DECLINED
        ? Stream.of(event(id(), PaymentEvent.Kind.SETTLEMENT_DECLINED, amount(), changedAt()))
        : Stream.empty();
  }

  private Stream<PaymentEvent> disputes() {
    return transaction.getDisputes().stream()
        .map(dispute -> dispute(dispute, transaction.getId(), transaction.getOrderId()));
  }

  /** As the platform has it, for the payment that it names. */
  static PaymentEvent dispute(
      Dispute dispute, @Nullable String reference, @Nullable String orderId) {
    return new PaymentEvent(
        Objects.requireNonNullElse(reference, ""),
        Objects.requireNonNullElse(orderId, ""),
        Objects.requireNonNullElse(dispute.getId(), ""),
        meaning(dispute),
        money(dispute.getDisputedAmount(), dispute.getCurrencyIsoCode()),
        time(dispute.getUpdatedAt()));
  }

  private Stream<PaymentEvent> failedRefunds() {
    PaymentEvent.Kind kind =
        isRefunded() ? PaymentEvent.Kind.REFUND_MADE_GOOD : PaymentEvent.Kind.REFUND_FAILED;
    // When the latest of them came to stand as it does.
    Instant changedAt =
        readRefunds().stream()
            .map(GatewayTransaction::changedAt)
            .max(Comparator.naturalOrder())
            .orElse(Instant.EPOCH);
    return readRefunds().stream()
        .filter(GatewayTransaction::isRefused)
        .map(refund -> event(refund.id(), kind, refund.amount(), changedAt));
  }

  private Stream<PaymentEvent> givenBack() {
    Stream<GatewayTransaction> voided =
        transaction.getStatus() == Transaction.Status.VOIDED ? Stream.of(this) : Stream.empty();
    return Stream.concat(voided, readRefunds().stream().filter(GatewayTransaction::holdsMoney))
        .map(
            sent ->
                event(
                    sent.id(),
                    PaymentEvent.Kind.MONEY_GIVEN_BACK,
                    sent.amount(),
                    sent.changedAt()));
  }

  private PaymentEvent event(
      String subject, PaymentEvent.Kind kind, @Nullable Money amount, Instant changedAt) {
    return new PaymentEvent(id(), orderId(), subject, kind, amount, changedAt);
  }

  @Nullable Money amount() {
    return money(transaction.getAmount(), transaction.getCurrencyIsoCode());
  }

  /** Null where the platform names no amount, or one that its currency does not have. */
  static @Nullable Money money(@Nullable BigDecimal amount, @Nullable String isoCode) {
    if (amount == null || isoCode == null) {
      return null;
    }
    try {
      return Money.of(amount, Currency.getInstance(isoCode));
    } catch (IllegalArgumentException | ArithmeticException unusual) {
      return null;
    }
  }

  boolean isOf(PaymentAttempt attempt) {
    return attempt.orderId().equals(transaction.getOrderId());
  }

  /** What it means for the attempt it is said to be of. */
  AuthorizationResult resultFor(PaymentAttempt attempt) {
    if (isRefused()) {
      return isUnconfirmed()
          ? ThreeDSecure.refusal(bankSaid())
          : new AuthorizationResult.Declined(refusal());
    }
    if (isLetGo()) {
      return new AuthorizationResult.NotCharged("the hold is gone: " + status());
    }
    if (!holdsMoney()) {
      return new AuthorizationResult.Unknown("the platform says " + status(), false);
    }
    return believe(attempt);
  }

  private boolean isUnconfirmed() {
    return transaction.getGatewayRejectionReason()
        == Transaction.GatewayRejectionReason.THREE_D_SECURE;
  }

  private AuthorizationResult believe(PaymentAttempt attempt) {
    Instant authorizedAt = authorizedAt();
    if (id().isEmpty() || authorizedAt == null || !isOf(attempt) || !isExactly(attempt)) {
      return new AuthorizationResult.Unknown(
          "the platform's answer is not about what was asked for", true);
    }
    return new AuthorizationResult.Authorized(
        new Authorization(id(), authorizedAt, attempt.amount(), card()));
  }

  private boolean isExactly(PaymentAttempt attempt) {
    return transaction.getAmount() != null
        && transaction.getAmount().compareTo(attempt.amount().amount()) == 0
        && attempt.amount().currency().getCurrencyCode().equals(transaction.getCurrencyIsoCode());
  }

  private @Nullable Instant authorizedAt() {
    for (StatusEvent event : transaction.getStatusHistory()) {
      if (event.getStatus() == Transaction.Status.AUTHORIZED && event.getTimestamp() != null) {
        return event.getTimestamp().toInstant();
      }
    }
    return createdAt();
  }

  @Nullable Instant createdAt() {
    Calendar created = transaction.getCreatedAt();
    return created == null ? null : created.toInstant();
  }

  /** When it came to stand as it does. */
  Instant changedAt() {
    return time(transaction.getUpdatedAt());
  }

  /** The beginning of all time where the platform names none. */
  static Instant time(@Nullable Calendar named) {
    return named == null ? Instant.EPOCH : named.toInstant();
  }

  String status() {
    return transaction.getStatus() == null
        ? "nothing of its state"
        : transaction.getStatus().name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private String refusal() {
    if (transaction.getStatus() == Transaction.Status.GATEWAY_REJECTED) {
      return "rejected by the gateway: " + transaction.getGatewayRejectionReason();
    }
    String code = Objects.requireNonNullElse(transaction.getProcessorResponseCode(), "");
    String text = Objects.requireNonNullElse(transaction.getProcessorResponseText(), status());
    return (code + " " + text).strip();
  }

  /** In masked words. */
  String card() {
    if (transaction.getCreditCard() == null || transaction.getCreditCard().getLast4() == null) {
      return Objects.requireNonNullElse(transaction.getPaymentInstrumentType(), "");
    }
    return transaction.getCreditCard().getCardType()
        + " ending in "
        + transaction.getCreditCard().getLast4();
  }
}
