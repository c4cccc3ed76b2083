package licensing.payment.braintree;

import com.braintreegateway.Dispute;
import com.braintreegateway.Transaction;
import java.util.Objects;
import java.util.stream.Stream;
import licensing.aftermath.LateEventKind;
import licensing.aftermath.truth.LateEvent;
import org.jspecify.annotations.Nullable;

/** What banks ask for of a sale that was taken. */
record Disputes(Transaction transaction) {

  /** Whether nothing is decided yet, so that the money may go back by the bank. */
  boolean areOpen() {
    return has(LateEventKind.DISPUTE_OPEN);
  }

  /** Whether the bank got the money, so that nothing is left to be given back. */
  boolean areLost() {
    return has(LateEventKind.DISPUTE_LOST);
  }

  Stream<LateEvent> events() {
    return transaction.getDisputes().stream()
        .map(dispute -> event(dispute, transaction.getCurrencyIsoCode()));
  }

  private boolean has(LateEventKind kind) {
    return transaction.getDisputes().stream().anyMatch(dispute -> meaning(dispute) == kind);
  }

  static LateEvent event(Dispute dispute, @Nullable String currency) {
    return new LateEvent(
        Objects.requireNonNullElse(dispute.getId(), ""),
        meaning(dispute),
        Sale.money(dispute.getDisputedAmount(), currency),
        Sale.time(dispute.getUpdatedAt()));
  }

  /** What is neither won nor lost, however it is called, is not decided. */
  private static LateEventKind meaning(Dispute dispute) {
    return switch (dispute.getStatus()) {
      case WON -> LateEventKind.DISPUTE_WON;
      case LOST, ACCEPTED, AUTO_ACCEPTED, EXPIRED -> LateEventKind.DISPUTE_LOST;
      case null, default -> LateEventKind.DISPUTE_OPEN;
    };
  }
}
