package licensing.payment;

import java.util.Collections;
import java.util.Optional;
import licensing.purchase.Fixtures;
import licensing.purchase.InMemoryPurchases;
import licensing.purchase.PurchaseId;
import licensing.purchase.Purchases;
import licensing.purchase.Subscription;
import licensing.purchase.status.PurchaseOutcome;

class InMemoryPaymentsTest extends PaymentsContract {

  private final InMemoryAttempts attempts = new InMemoryAttempts();
  private final InMemoryPurchases purchases = new InMemoryPurchases(attempts);
  private final InMemoryPayments payments = new InMemoryPayments(attempts, purchases);

  @Override
  protected Payments payments() {
    return payments;
  }

  @Override
  protected Purchases purchases() {
    return purchases;
  }

  @Override
  protected Subscription subscribed() {
    Subscription subscription = Fixtures.subscription(PurchaseId.random());
    purchases.recordSubscription(subscription);
    return subscription;
  }

  @Override
  protected boolean handIn(PaymentAttempt attempt, Card card) {
    return attempts.handIn(attempt, card);
  }

  @Override
  protected PaymentAttempt.State state(PaymentAttempt attempt) {
    return attempts.state(attempt).orElseThrow();
  }

  @Override
  protected Optional<PurchaseOutcome.Kind> outcome(PurchaseId purchase) {
    return purchases.outcome(purchase);
  }

  @Override
  protected int sales(PaymentAttempt attempt) {
    return Collections.frequency(payments.sales(), attempt.orderId());
  }
}
