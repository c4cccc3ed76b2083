package licensing.payment.braintree;

import static java.util.stream.Collectors.groupingBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
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
    List<Sale> found = PlatformTrouble.asking(() -> sales.createdSince(from));
    // A refund is younger than its sale, so the search has found both.
    Map<String, List<Sale>> refunds =
        found.stream().filter(Sale::isRefund).collect(groupingBy(Sale::refundedId));
    return found.stream()
        .filter(sale -> !sale.isRefund())
        .map(sale -> payment(new Refunds(sale, refunds.getOrDefault(sale.id(), List.of()))))
        .toList();
  }

  private static PlatformPayment payment(Refunds refunds) {
    Sale sale = refunds.sale();
    return new PlatformPayment(
        sale.id(),
        sale.orderId(),
        sale.amount(),
        standing(refunds),
        Objects.requireNonNullElse(sale.createdAt(), Instant.EPOCH));
  }

  private static Standing standing(Refunds refunds) {
    Sale sale = refunds.sale();
    if (!sale.holdsMoney() || sale.disputes().areLost() || refunds.areComplete()) {
      return Standing.NOT_OURS;
    }
    return sale.isOnlyHeld() ? Standing.HELD : Standing.TAKEN;
  }
}
