package licensing.payment.braintree;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What was sent back of a sale, in however many parts. */
record Refunds(Sale sale, List<Sale> all) {

  /** What is to be given back yet; a refund that failed gave nothing back. */
  BigDecimal left() {
    BigDecimal amount = sale.transaction().getAmount();
    if (amount == null) {
      throw new PlatformTrouble("the platform names no amount of " + sale.id());
    }
    return all.stream()
        .filter(Sale::holdsMoney)
        .map(refund -> refund.transaction().getAmount())
        .reduce(amount, BigDecimal::subtract);
  }

  boolean areComplete() {
    return !all.isEmpty() && left().signum() <= 0;
  }

  /** When the latest of them came to stand as it does. */
  Instant changedAt() {
    return all.stream().map(Sale::changedAt).max(Comparator.naturalOrder()).orElse(Instant.EPOCH);
  }

  Stream<Sale> failed() {
    return all.stream().filter(Sale::isRefused);
  }
}
