package licensing.payment.braintree;

import com.braintreegateway.Dispute;
import com.braintreegateway.Transaction;
import java.util.Objects;
import java.util.stream.Stream;
import licensing.paymentevent.PaymentEvent;
import licensing.paymentevent.PaymentEventKind;
import org.jspecify.annotations.Nullable;

/** What banks ask for of a sale that was taken. */
record Disputes(Transaction transaction) {

  /** Whether nothing is decided yet, so that the money may go back by the bank. */
  boolean areOpen() {
    return has(PaymentEventKind.DISPUTE_OPEN);
  }

  /** Whether the bank got the money, so that nothing is left to be given back. */
  boolean areLost() {
    return has(PaymentEventKind.DISPUTE_LOST);
  }

  Stream<PaymentEvent> events() {
    return transaction.getDisputes().stream()
        .map(
            dispute ->
                event(
                    dispute,
                    transaction.getId(),
                    transaction.getOrderId(),
                    transaction.getCurrencyIsoCode()));
  }

  private boolean has(PaymentEventKind kind) {
    return transaction.getDisputes().stream().anyMatch(dispute -> meaning(dispute) == kind);
  }

  static PaymentEvent event(
      Dispute dispute,
      @Nullable String reference,
      @Nullable String orderId,
      @Nullable String currency) {
    return new PaymentEvent(
        Objects.requireNonNullElse(reference, ""),
        Objects.requireNonNullElse(orderId, ""),
        Objects.requireNonNullElse(dispute.getId(), ""),
        meaning(dispute),
        Sale.money(dispute.getDisputedAmount(), currency),
        Sale.time(dispute.getUpdatedAt()));
  }

  /** What is neither won nor lost, however it is called, is not decided. */
  private static PaymentEventKind meaning(Dispute dispute) {
    return switch (dispute.getStatus()) {
      case WON -> PaymentEventKind.DISPUTE_WON;
      case LOST, ACCEPTED, AUTO_ACCEPTED, EXPIRED -> PaymentEventKind.DISPUTE_LOST;
      case null, default -> PaymentEventKind.DISPUTE_OPEN;
    };
  }
}
