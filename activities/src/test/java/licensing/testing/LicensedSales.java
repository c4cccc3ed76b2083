package licensing.testing;

import java.time.Instant;
import java.util.List;
import licensing.buyer.Buyer;
import licensing.license.Licenses;
import licensing.payment.Card;
import licensing.payment.PaymentAttempt;
import licensing.payment.Payments;
import licensing.payment.Payments.Authorization;
import licensing.payment.Payments.AuthorizationResult.Authorized;
import licensing.purchase.PurchaseId;
import licensing.purchase.Subscription;
import licensing.reading.PurchaseRecords;
import licensing.reading.PurchaseRecords.PurchaseRecord;
import licensing.reading.Timelines;

/** Licenses that were paid for at the platform, and what is told of them afterwards. */
public final class LicensedSales {

  private final Fixture fixture;
  private final Payments payments;
  private final Licenses licenses;
  private final PurchaseRecords records;
  private final Timelines timelines;

  LicensedSales(
      Fixture fixture,
      Payments payments,
      Licenses licenses,
      PurchaseRecords records,
      Timelines timelines) {
    this.fixture = fixture;
    this.payments = payments;
    this.licenses = licenses;
    this.records = records;
    this.timelines = timelines;
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
    return licensed(fixture.buyer());
  }

  public Sold licensed(Buyer buyer) {
    Subscription subscription = fixture.recorded(buyer);
    PaymentAttempt attempt = fixture.openedFor(subscription);
    fixture.handIn(attempt, Card.ACCEPTED);
    Authorization authorization = ((Authorized) payments.authorize(attempt)).authorization();
    licenses.activate(subscription, authorization);
    payments.capture(attempt, authorization.reference());
    return new Sold(attempt, authorization.reference());
  }

  public PurchaseRecord record(Sold sold) {
    return records.forSupport(sold.purchase()).orElseThrow();
  }

  /** What its buyer is told of what came of the payment after all. */
  public List<Timelines.Kind> told(Sold sold) {
    return timelines.latePayments(sold.purchase()).stream().map(Timelines.Event::kind).toList();
  }
}
