package licensing.payment.braintree;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import licensing.audit.ledger.PlatformLedger;
import licensing.audit.ledger.PlatformPayment;
import licensing.audit.ledger.PlatformPayment.Standing;

final class BraintreeLedger implements PlatformLedger {

  private final Sales sales;

  BraintreeLedger(Sales sales) {
    this.sales = sales;
  }

  @Override
  public List<PlatformPayment> createdSince(Instant from) {
    return PlatformTrouble.asking(() -> sales.createdSince(from)).stream()
        .map(BraintreeLedger::payment)
        .toList();
  }

  private static PlatformPayment payment(Sale sale) {
    return new PlatformPayment(
        sale.id(),
        sale.orderId(),
        sale.amount(),
        standing(sale),
        Objects.requireNonNullElse(sale.createdAt(), Instant.EPOCH));
  }

  private static Standing standing(Sale sale) {
    if (!sale.holdsMoney() || !sale.transaction().getRefundIds().isEmpty()) {
      return Standing.NOT_OURS;
    }
    return sale.isOnlyHeld() ? Standing.HELD : Standing.TAKEN;
  }
}
