package licensing.testing;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import licensing.buyer.Buyer;
import licensing.buyer.Buyer.OrganizationId;
import licensing.buyer.Buyer.UserId;
import licensing.edge.SubmittedPayments;
import licensing.payment.Card;
import licensing.payment.PaymentAttempt;
import licensing.payment.Payments.Authorization;
import licensing.payment.Payments.AuthorizationResult.Authorized;
import licensing.payment.jdbc.AttemptStore;
import licensing.purchase.Fixtures;
import licensing.purchase.PurchaseId;
import licensing.purchase.Purchases;
import licensing.purchase.Subscription;
import licensing.purchase.status.PurchaseOutcome;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Buyers, and purchases as far as a test needs them. */
public final class Fixture {

  private final JdbcClient database;
  private final Purchases purchases;
  private final SubmittedPayments submitted;
  private final AttemptStore attempts;

  Fixture(
      JdbcClient database,
      Purchases purchases,
      SubmittedPayments submitted,
      AttemptStore attempts) {
    this.database = database;
    this.purchases = purchases;
    this.submitted = submitted;
    this.attempts = attempts;
    OrganizationId support = organization("Support");
    for (String name : List.of("ann", "bob", "sam")) {
      add(Fixtures.idOf(name), support, name, "SUPPORT");
    }
  }

  private OrganizationId organization(String name) {
    OrganizationId organization = new OrganizationId(UUID.randomUUID());
    database
        .sql("insert into organizations (id, name) values (?, ?)")
        .params(organization.value(), name)
        .update();
    return organization;
  }

  private void add(UserId user, OrganizationId organization, String name, String role) {
    database
        .sql(
            "insert into users (id, organization_id, name, password_hash, role)"
                + " values (?, ?, ?, '-', ?) on conflict do nothing")
        .params(user.value(), organization.value(), name, role)
        .update();
  }

  /** Of support, in that organization. */
  public UserId supporterOf(OrganizationId organization) {
    UserId user = new UserId(UUID.randomUUID());
    add(user, organization, "supporter-" + user, "SUPPORT");
    return user;
  }

  /** In an organization of their own. */
  public Buyer buyer() {
    return buyerOf(organization("Blue Sky"));
  }

  public Buyer buyerOf(OrganizationId organization) {
    Buyer buyer = new Buyer(organization, new UserId(UUID.randomUUID()));
    add(buyer.user(), organization, name(buyer), "BUYER");
    return buyer;
  }

  /** Marks it as one that tests, or takes the mark away. */
  public void tests(OrganizationId organization, boolean test) {
    database
        .sql("update organizations set test = ? where id = ?")
        .params(test, organization.value())
        .update();
  }

  public static String name(Buyer buyer) {
    return "buyer-" + buyer.user().value();
  }

  /** Three migration licenses for 57.00 USD, not recorded yet. */
  public Subscription subscription() {
    return Fixtures.subscription(PurchaseId.random(), buyer());
  }

  public Subscription recorded() {
    return recorded(buyer());
  }

  public Subscription recorded(Buyer buyer) {
    Subscription subscription = Fixtures.subscription(PurchaseId.random(), buyer);
    purchases.recordSubscription(subscription);
    return subscription;
  }

  public PaymentAttempt opened() {
    return openedFor(recorded());
  }

  public PaymentAttempt openedFor(Subscription subscription) {
    PaymentAttempt attempt = new PaymentAttempt(subscription.purchase(), 1, subscription.total());
    purchases.openAttempt(attempt, null);
    return attempt;
  }

  /** By a platform that nobody asked; to be captured. */
  public PaymentAttempt authorizedFor(Subscription subscription) {
    PaymentAttempt attempt = openedFor(subscription);
    handIn(attempt, Card.ACCEPTED);
    Instant since = attempts.startCharging(attempt, Instant.now()).orElseThrow();
    attempts.record(attempt, since, new Authorized(authorization(subscription)));
    return attempt;
  }

  /** That of {@link #authorizedFor}. */
  public static Authorization authorization(Subscription subscription) {
    return Fixtures.authorization("of-" + subscription.purchase(), subscription.total());
  }

  public PaymentAttempt handedIn() {
    PaymentAttempt attempt = opened();
    handIn(attempt, Card.ACCEPTED);
    return attempt;
  }

  public boolean handIn(PaymentAttempt attempt, Card card) {
    return handIn(attempt, secret(card));
  }

  /** What the platform's form gave for the card. */
  public boolean handIn(PaymentAttempt attempt, String secret) {
    return submitted.handIn(attempt.purchase(), attempt.number(), secret, "{}")
        == SubmittedPayments.Answer.KEPT;
  }

  public PaymentAttempt.State state(PaymentAttempt attempt) {
    return database
        .sql("select state from payment_attempts where purchase_id = ? and number = ?")
        .params(attempt.purchase().value(), attempt.number())
        .query((row, index) -> PaymentAttempt.State.valueOf(row.getString(1)))
        .single();
  }

  /** How many payments beside the adopted one were found for the attempt and given back. */
  public int surplusGivenBack(PaymentAttempt attempt) {
    return database
        .sql("select count(given_back) from surplus_payments where purchase_id = ? and attempt = ?")
        .params(attempt.purchase().value(), attempt.number())
        .query(Integer.class)
        .single();
  }

  /** How the purchase is recorded to have ended. */
  public Optional<PurchaseOutcome.Kind> outcome(PurchaseId purchase) {
    return database
        .sql("select outcome from purchases where id = ? and outcome is not null")
        .param(purchase.value())
        .query(PurchaseOutcome.Kind.class)
        .optional();
  }

  /** How often the record of the purchase was changed. */
  public long version(PurchaseId purchase) {
    return database
        .sql("select version from purchases where id = ?")
        .param(purchase.value())
        .query(Long.class)
        .single();
  }

  public int secrets(PurchaseId purchase) {
    return database
        .sql("select count(*) from payment_secrets where purchase_id = ?")
        .param(purchase.value())
        .query(Integer.class)
        .single();
  }

  private static String secret(Card card) {
    return switch (card) {
      case ACCEPTED -> "fake-valid-nonce";
      case DECLINED -> "fake-processor-declined-visa-nonce";
      case INVALID -> "fake-luhn-invalid-nonce";
    };
  }
}
