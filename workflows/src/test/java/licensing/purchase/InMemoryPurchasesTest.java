package licensing.purchase;

import java.time.Instant;
import java.util.Optional;
import licensing.payment.Card;
import licensing.payment.InMemoryAttempts;
import licensing.payment.PaymentAttempt;
import licensing.purchase.status.Attention;
import licensing.purchase.status.PurchaseOutcome;

class InMemoryPurchasesTest extends PurchasesContract {

  private final InMemoryAttempts attempts = new InMemoryAttempts();
  private final InMemoryPurchases purchases = new InMemoryPurchases(attempts);

  @Override
  protected Purchases purchases() {
    return purchases;
  }

  @Override
  protected Subscription subscription() {
    return Fixtures.subscription(PurchaseId.random());
  }

  @Override
  protected Optional<Subscription> recorded(PurchaseId purchase) {
    return purchases.subscription(purchase);
  }

  @Override
  protected Optional<PurchaseOutcome.Kind> outcome(PurchaseId purchase) {
    return purchases.outcome(purchase);
  }

  @Override
  protected Optional<Attention> attention(PurchaseId purchase) {
    return purchases.attention(purchase);
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
  protected long version(PurchaseId purchase) {
    return purchases.version(purchase);
  }

  @Override
  protected Instant payBefore(PurchaseId purchase) {
    return purchases.payBefore(purchase);
  }

  @Override
  protected int supportActions(PurchaseId purchase) {
    return purchases.supportActions();
  }

  @Override
  protected Subscription dearSubscription() {
    purchases.needSecondPersonAbove(subscription().total());
    return Fixtures.subscription(PurchaseId.random(), Fixtures.BUYER, 4);
  }
}
