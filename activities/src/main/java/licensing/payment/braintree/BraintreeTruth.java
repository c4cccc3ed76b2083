package licensing.payment.braintree;

import com.braintreegateway.Transaction;
import com.braintreegateway.exceptions.NotFoundException;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import licensing.payment.PaymentAttempt;
import licensing.paymentevent.GatewayPayment;
import licensing.paymentevent.GatewayPayment.MoneyState;
import licensing.paymentevent.PaymentEvent;
import licensing.paymentevent.PaymentEventKind;

/** The payment platform, read again. What it does not answer is an exception with the reason. */
public final class BraintreeTruth {

  private final Sales sales;
  private final Surplus surplus;

  BraintreeTruth(Sales sales, Surplus surplus) {
    this.sales = sales;
    this.surplus = surplus;
  }

  /** Empty for a payment that it does not know. */
  public Optional<GatewayPayment> of(String reference) {
    return Heartbeats.during(() -> PlatformTrouble.asking(() -> find(reference)));
  }

  /** Gives back a payment beside the adopted one, and keeps a record of it. Repeatable. */
  public void giveBack(PaymentAttempt attempt, GatewayPayment payment) {
    Heartbeats.during(() -> surplus.giveBack(attempt, payment.reference(), payment.amount()));
  }

  private Optional<GatewayPayment> find(String reference) {
    try {
      return Optional.of(payment(sales.refundsOf(sales.find(reference))));
    } catch (NotFoundException unknown) {
      return Optional.empty();
    }
  }

  static GatewayPayment payment(Refunds refunds) {
    Sale sale = refunds.sale();
    return new GatewayPayment(
        sale.id(),
        sale.orderId(),
        sale.amount(),
        money(refunds),
        Objects.requireNonNullElse(sale.createdAt(), Instant.EPOCH),
        Stream.of(settlement(sale), sale.disputes().events(), failures(refunds))
            .flatMap(events -> events)
            .toList());
  }

  private static MoneyState money(Refunds refunds) {
    Sale sale = refunds.sale();
    if (!sale.holdsMoney() || sale.disputes().areLost() || refunds.areComplete()) {
      return MoneyState.NOT_OURS;
    }
    return sale.isOnlyHeld() ? MoneyState.HELD : MoneyState.TAKEN;
  }

  private static Stream<PaymentEvent> settlement(Sale sale) {
    return sale.transaction().getStatus() == Transaction.Status.SETTLEMENT_DECLINED
        ? Stream.of(
            new PaymentEvent(
                sale.id(),
                sale.orderId(),
                sale.id(),
                PaymentEventKind.SETTLEMENT_DECLINED,
                sale.amount(),
                sale.changedAt()))
        : Stream.empty();
  }

  private static Stream<PaymentEvent> failures(Refunds refunds) {
    Sale sale = refunds.sale();
    return refunds
        .failed()
        .map(
            refund ->
                new PaymentEvent(
                    sale.id(),
                    sale.orderId(),
                    refund.id(),
                    refunds.areComplete()
                        ? PaymentEventKind.REFUND_MADE_GOOD
                        : PaymentEventKind.REFUND_FAILED,
                    refund.amount(),
                    refunds.changedAt()));
  }
}
