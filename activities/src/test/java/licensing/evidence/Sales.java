package licensing.evidence;

import java.time.Instant;
import java.util.Locale;
import licensing.buyer.Buyer;
import licensing.license.Licenses;
import licensing.payment.PaymentAttempt;
import licensing.payment.jdbc.AttemptStore;
import licensing.purchase.Fixtures;
import licensing.purchase.PurchaseId;
import licensing.purchase.Purchases;
import licensing.purchase.Subscription;
import licensing.purchase.status.PurchaseOutcome;
import licensing.reading.PublishedTerms;
import licensing.terms.Terms;
import licensing.terms.Terms.Consent;
import licensing.testing.Fixture;

/** Purchases whose consent names the text that is published, brought to their ends. */
record Sales(
    Fixture fixture,
    Purchases purchases,
    Licenses licenses,
    AttemptStore attempts,
    PublishedTerms published) {

  Subscription subscribed(Buyer buyer) {
    Terms terms = published.current(Locale.ENGLISH);
    Subscription usual = Fixtures.subscription(PurchaseId.random(), buyer);
    Subscription subscription =
        new Subscription(
            usual.purchase(),
            buyer,
            usual.offer(),
            usual.quantity(),
            usual.autoRenew(),
            usual.total(),
            new Consent(
                terms.version(),
                terms.textHash(),
                terms.locale(),
                Instant.parse("2026-03-01T10:00:00Z")),
            usual.subscribedAt(),
            usual.payBefore());
    purchases.recordSubscription(subscription);
    return subscription;
  }

  PurchaseId withdrawn(Buyer buyer) {
    PurchaseId purchase = subscribed(buyer).purchase();
    purchases.end(purchase, new PurchaseOutcome.Withdrawn());
    return purchase;
  }

  /** Paid, activated and captured. */
  PurchaseId licensed(Buyer buyer) {
    Subscription subscription = subscribed(buyer);
    PaymentAttempt attempt = fixture.authorizedFor(subscription);
    licenses.activate(subscription, Fixture.authorization(subscription));
    attempts.captured(attempt);
    return subscription.purchase();
  }
}
