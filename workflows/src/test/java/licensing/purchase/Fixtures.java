package licensing.purchase;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import licensing.buyer.Buyer;
import licensing.buyer.Buyer.OrganizationId;
import licensing.buyer.Buyer.UserId;
import licensing.offer.Offer;
import licensing.payment.Money;
import licensing.payment.Payments.Authorization;
import licensing.purchase.PurchaseWorkflow.Subscribe;
import licensing.purchase.message.SupportCommand.SupportRequest;
import licensing.terms.Terms;
import licensing.terms.Terms.Consent;

/** Named facts of the tests. */
public final class Fixtures {

  public static final Buyer BUYER =
      new Buyer(
          new OrganizationId(UUID.fromString("10000000-0000-4000-8000-000000000001")),
          new UserId(UUID.fromString("20000000-0000-4000-8000-000000000001")));
  public static final Buyer STRANGER =
      new Buyer(
          new OrganizationId(UUID.fromString("10000000-0000-4000-8000-000000000002")),
          new UserId(UUID.fromString("20000000-0000-4000-8000-000000000002")));

  public static final Offer MIGRATION =
      new Offer(Offer.Kind.MIGRATION, Money.parse("19.00 USD"), 365, 1, 99, false);

  public static final Terms TERMS =
      new Terms(new Terms.Version(1), "en", List.of(new Terms.Note("Heading", "Text")));
  public static final Terms.Version NEXT_TERMS = new Terms.Version(2);

  private Fixtures() {}

  /** Production's, but for these two. */
  public static Timeouts waits(Duration firstRetry, Duration heartbeat) {
    Duration usual = Timeouts.PRODUCTION.longestRetry();
    return waits(firstRetry, firstRetry.compareTo(usual) > 0 ? firstRetry : usual, heartbeat);
  }

  public static Timeouts triedEveryHour() {
    Timeouts usual = Timeouts.PRODUCTION;
    return waits(usual.firstRetry(), Duration.ofHours(1), usual.heartbeat());
  }

  private static Timeouts waits(Duration firstRetry, Duration longestRetry, Duration heartbeat) {
    Timeouts usual = Timeouts.PRODUCTION;
    return new Timeouts(
        usual.subscribing(),
        usual.paying(),
        usual.payingAfterDecline(),
        usual.lateSale(),
        usual.platformLimit(),
        usual.unknownMargin(),
        firstRetry,
        longestRetry,
        usual.unknownAttention(),
        heartbeat);
  }

  public static Subscribe order(int quantity) {
    return new Subscribe(BUYER, MIGRATION, quantity, false, consent(), TERMS.version());
  }

  public static Consent consent() {
    return new Consent(
        TERMS.version(), TERMS.textHash(), TERMS.locale(), Instant.parse("2026-03-01T10:00:00Z"));
  }

  /** Three migration licenses for 57.00 USD. */
  public static Subscription subscription(PurchaseId purchase) {
    return subscription(purchase, BUYER);
  }

  public static Subscription subscription(PurchaseId purchase, Buyer buyer) {
    return subscription(purchase, buyer, 3);
  }

  public static Subscription subscription(PurchaseId purchase, Buyer buyer, int quantity) {
    Instant now = Instant.parse("2026-03-01T10:00:01Z");
    return new Subscription(
        purchase,
        buyer,
        MIGRATION,
        quantity,
        false,
        MIGRATION.total(quantity),
        consent(),
        now,
        now.plus(Timeouts.PRODUCTION.paying()));
  }

  /** What a person of that name asks for; their id is made from the name. */
  public static SupportRequest asked(String operator, String reason, long versionSeen) {
    return new SupportRequest(operator, idOf(operator), reason, versionSeen);
  }

  public static UserId idOf(String operator) {
    return new UserId(UUID.nameUUIDFromBytes(operator.getBytes(StandardCharsets.UTF_8)));
  }

  public static Authorization authorization(String reference, Money amount) {
    return new Authorization(
        reference, Instant.parse("2026-03-01T10:05:00Z"), amount, "Visa ending in 1111");
  }
}
