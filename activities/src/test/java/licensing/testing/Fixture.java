package licensing.testing;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.UUID;
import licensing.offer.Offer;
import licensing.offer.OfferKind;
import licensing.payment.PaymentAttempt;
import licensing.purchase.Buyer;
import licensing.purchase.OrganizationId;
import licensing.purchase.PurchaseId;
import licensing.purchase.Purchases;
import licensing.purchase.Subscription;
import licensing.purchase.UserId;
import licensing.reading.Offers;
import licensing.reading.PublishedTerms;
import licensing.terms.Consent;
import licensing.terms.Terms;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Buyers, and purchases as far as a test needs them. */
@Component
public class Fixture {

  private final JdbcClient database;
  private final Purchases purchases;
  private final Offers offers;
  private final PublishedTerms terms;

  Fixture(JdbcClient database, Purchases purchases, Offers offers, PublishedTerms terms) {
    this.database = database;
    this.purchases = purchases;
    this.offers = offers;
    this.terms = terms;
  }

  /** In an organization of their own. */
  public Buyer buyer() {
    Buyer buyer = new Buyer(new OrganizationId(UUID.randomUUID()), new UserId(UUID.randomUUID()));
    database
        .sql("insert into organizations (id, name) values (?, 'Blue Sky')")
        .param(buyer.organization().value())
        .update();
    database
        .sql(
            "insert into users (id, organization_id, name, password_hash, role)"
                + " values (?, ?, ?, '-', 'BUYER')")
        .params(buyer.user().value(), buyer.organization().value(), "buyer-" + buyer.user().value())
        .update();
    return buyer;
  }

  /** Three migration licenses, not recorded yet. */
  public Subscription threeLicenses(Buyer buyer) {
    Offer offer = offers.of(OfferKind.MIGRATION).orElseThrow();
    Terms text = terms.current(Locale.ENGLISH);
    Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    return new Subscription(
        PurchaseId.random(),
        buyer,
        offer,
        3,
        false,
        offer.total(3),
        new Consent(text.version(), text.textHash(), text.locale(), now),
        now,
        now.plus(Duration.ofMinutes(30)));
  }

  public Subscription recorded() {
    Subscription subscription = threeLicenses(buyer());
    purchases.recordSubscription(subscription);
    return subscription;
  }

  public PaymentAttempt opened() {
    return openedFor(recorded());
  }

  public PaymentAttempt openedFor(Subscription subscription) {
    PaymentAttempt attempt = new PaymentAttempt(subscription.purchase(), 1, subscription.total());
    purchases.openAttempt(attempt);
    return attempt;
  }
}
