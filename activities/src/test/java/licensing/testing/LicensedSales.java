package licensing.testing;

import java.time.Instant;
import java.util.List;
import licensing.license.Licenses;
import licensing.payment.Authorization;
import licensing.payment.AuthorizationResult.Authorized;
import licensing.payment.Card;
import licensing.payment.PaymentAttempt;
import licensing.payment.Payments;
import licensing.purchase.PurchaseId;
import licensing.purchase.Subscription;
import licensing.reading.LateNews;
import licensing.reading.PurchaseRecords;
import licensing.reading.PurchaseRecords.PurchaseRecord;

/** Licenses that were paid for at the platform, and what is told of them afterwards. */
public final class LicensedSales {

  private final Fixture fixture;
  private final Payments payments;
  private final Licenses licenses;
  private final PurchaseRecords records;
  private final LateNews news;

  LicensedSales(
      Fixture fixture,
      Payments payments,
      Licenses licenses,
      PurchaseRecords records,
      LateNews news) {
    this.fixture = fixture;
    this.payments = payments;
    this.licenses = licenses;
    this.records = records;
    this.news = news;
  }

  /**
   * A payment at the platform.
   *
   * @param reference the platform's own
   */
  public record Sold(PaymentAttempt attempt, String reference) {

    public PurchaseId purchase() {
      return attempt.purchase();
    }

    public Authorization authorization() {
      return new Authorization(reference, Instant.EPOCH, attempt.amount(), "Visa ending in 1111");
    }
  }

  /** Authorized, activated and captured. */
  public Sold licensed() {
    Subscription subscription = fixture.recorded();
    PaymentAttempt attempt = fixture.openedFor(subscription);
    fixture.handIn(attempt, Card.ACCEPTED);
    Authorization authorization = ((Authorized) payments.authorize(attempt)).authorization();
    licenses.activate(subscription, authorization);
    payments.capture(attempt, authorization);
    return new Sold(attempt, authorization.reference());
  }

  public PurchaseRecord record(Sold sold) {
    return records.forSupport(sold.purchase()).orElseThrow();
  }

  /** What its buyer is told of what came of the payment after all. */
  public List<LateNews.Kind> told(Sold sold) {
    var organization = record(sold).subscription().buyer().organization();
    return news.of(sold.purchase(), organization).stream().map(LateNews.Item::kind).toList();
  }
}
