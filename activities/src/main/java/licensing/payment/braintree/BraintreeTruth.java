package licensing.payment.braintree;

import com.braintreegateway.Transaction;
import com.braintreegateway.exceptions.NotFoundException;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import licensing.aftermath.LateEventKind;
import licensing.aftermath.truth.LateEvent;
import licensing.aftermath.truth.PaymentTruth;
import licensing.aftermath.truth.PlatformTruth;
import licensing.payment.PaymentAttempt;

final class BraintreeTruth implements PlatformTruth {

  private final Sales sales;
  private final Surplus surplus;

  BraintreeTruth(Sales sales, Surplus surplus) {
    this.sales = sales;
    this.surplus = surplus;
  }

  @Override
  public Optional<PaymentTruth> of(String reference) {
    return Heartbeats.during(() -> PlatformTrouble.asking(() -> find(reference)));
  }

  @Override
  public void giveBack(PaymentAttempt attempt, PaymentTruth payment) {
    Heartbeats.during(() -> surplus.giveBack(attempt, payment.reference(), payment.amount()));
  }

  private Optional<PaymentTruth> find(String reference) {
    try {
      Sale sale = sales.find(reference);
      return Optional.of(truth(sale, sales.refundsOf(sale)));
    } catch (NotFoundException unknown) {
      return Optional.empty();
    }
  }

  private static PaymentTruth truth(Sale sale, Refunds refunds) {
    boolean withUs = sale.holdsMoney() && !sale.disputes().areLost() && !refunds.areComplete();
    return new PaymentTruth(
        sale.id(),
        sale.orderId(),
        sale.amount(),
        withUs,
        Stream.of(settlement(sale), sale.disputes().events(), failures(refunds))
            .flatMap(events -> events)
            .toList());
  }

  private static Stream<LateEvent> settlement(Sale sale) {
    return sale.transaction().getStatus() == Transaction.Status.SETTLEMENT_DECLINED
        ? Stream.of(
            new LateEvent(
                sale.id(), LateEventKind.SETTLEMENT_DECLINED, sale.amount(), sale.changedAt()))
        : Stream.empty();
  }

  private static Stream<LateEvent> failures(Refunds refunds) {
    LateEventKind kind =
        refunds.areComplete() ? LateEventKind.REFUND_MADE_GOOD : LateEventKind.REFUND_FAILED;
    Instant changedAt = refunds.changedAt();
    return refunds
        .failed()
        .map(refund -> new LateEvent(refund.id(), kind, refund.amount(), changedAt));
  }
}
