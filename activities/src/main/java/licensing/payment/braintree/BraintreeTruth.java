package licensing.payment.braintree;

import com.braintreegateway.Transaction;
import com.braintreegateway.exceptions.NotFoundException;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import licensing.payment.PaymentAttempt;
import licensing.paymentevent.PaymentEventKind;
import licensing.paymentevent.truth.GatewayPayment;
import licensing.paymentevent.truth.PaymentEvent;
import licensing.paymentevent.truth.PlatformTruth;

final class BraintreeTruth implements PlatformTruth {

  private final Sales sales;
  private final Surplus surplus;

  BraintreeTruth(Sales sales, Surplus surplus) {
    this.sales = sales;
    this.surplus = surplus;
  }

  @Override
  public Optional<GatewayPayment> of(String reference) {
    return Heartbeats.during(() -> PlatformTrouble.asking(() -> find(reference)));
  }

  @Override
  public void giveBack(PaymentAttempt attempt, GatewayPayment payment) {
    Heartbeats.during(() -> surplus.giveBack(attempt, payment.reference(), payment.amount()));
  }

  private Optional<GatewayPayment> find(String reference) {
    try {
      Sale sale = sales.find(reference);
      return Optional.of(truth(sale, sales.refundsOf(sale)));
    } catch (NotFoundException unknown) {
      return Optional.empty();
    }
  }

  private static GatewayPayment truth(Sale sale, Refunds refunds) {
    boolean withUs = sale.holdsMoney() && !sale.disputes().areLost() && !refunds.areComplete();
    return new GatewayPayment(
        sale.id(),
        sale.orderId(),
        sale.amount(),
        withUs,
        Stream.of(settlement(sale), sale.disputes().events(), failures(refunds))
            .flatMap(events -> events)
            .toList());
  }

  private static Stream<PaymentEvent> settlement(Sale sale) {
    return sale.transaction().getStatus() == Transaction.Status.SETTLEMENT_DECLINED
        ? Stream.of(
            new PaymentEvent(
                sale.id(), PaymentEventKind.SETTLEMENT_DECLINED, sale.amount(), sale.changedAt()))
        : Stream.empty();
  }

  private static Stream<PaymentEvent> failures(Refunds refunds) {
    PaymentEventKind kind =
        refunds.areComplete() ? PaymentEventKind.REFUND_MADE_GOOD : PaymentEventKind.REFUND_FAILED;
    Instant changedAt = refunds.changedAt();
    return refunds
        .failed()
        .map(refund -> new PaymentEvent(refund.id(), kind, refund.amount(), changedAt));
  }
}
