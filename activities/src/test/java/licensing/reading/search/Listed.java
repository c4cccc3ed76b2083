package licensing.reading.search;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import licensing.buyer.Buyer;
import licensing.license.Licenses;
import licensing.payment.Payments.Authorization;
import licensing.purchase.PurchaseId;
import licensing.purchase.Purchases;
import licensing.purchase.Subscription;
import licensing.purchase.status.Attention;
import licensing.purchase.status.PurchaseOutcome;
import licensing.purchase.status.PurchaseState.PurchaseStep;
import licensing.testing.Fixture;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Purchases of one organization, as far as lists show them. */
record Listed(
    Fixture fixture, Purchases purchases, Licenses licenses, JdbcClient database, Buyer buyer) {

  /** As long ago as that many minutes. */
  PurchaseId open(int age) {
    return at(fixture.recorded(buyer), Instant.now().minusSeconds(60L * age));
  }

  /** At that time. */
  PurchaseId open(Instant subscribed) {
    return at(fixture.recorded(buyer), subscribed);
  }

  PurchaseId at(PurchaseStep step, int age) {
    PurchaseId purchase = open(age);
    change("update purchases set step = ? where id = ?", step.name(), purchase);
    return purchase;
  }

  PurchaseId ended(PurchaseOutcome outcome, int age) {
    PurchaseId purchase = open(age);
    purchases.end(purchase, outcome);
    return purchase;
  }

  PurchaseId needing(Attention why, int age) {
    PurchaseId purchase = open(age);
    purchases.noteAttention(purchase, System.nanoTime(), why, "so it was noted");
    return purchase;
  }

  /** Paid with a card, and licensed. */
  PurchaseId paid(String reference, String card) {
    var attempt = fixture.openedFor(fixture.recorded(buyer));
    for (String state : List.of("SUBMITTED", "CHARGING")) {
      change(
          "update payment_attempts set state = ? where purchase_id = ?", state, attempt.purchase());
    }
    change(
        "update payment_attempts set state = 'AUTHORIZED', authorized_at = now(), card = '"
            + card
            + "', platform_reference = ? where purchase_id = ?",
        reference,
        attempt.purchase());
    return attempt.purchase();
  }

  String licensed(Subscription subscription) {
    licenses.activate(
        subscription,
        new Authorization("t", Instant.now(), subscription.total(), "Visa ending in 1111"));
    return database
        .sql("select key from licenses where purchase_id = ?")
        .param(uuid(subscription.purchase()))
        .query(String.class)
        .single();
  }

  void rename(String organization, String user) {
    database
        .sql("update organizations set name = ? where id = ?")
        .params(organization, buyer.organization().value())
        .update();
    database
        .sql("update users set name = ? where id = ?")
        .params(user, buyer.user().value())
        .update();
  }

  void change(String sql, Object value, PurchaseId purchase) {
    database.sql(sql).params(value, uuid(purchase)).update();
  }

  private PurchaseId at(Subscription subscription, Instant time) {
    change(
        "update purchases set subscribed_at = ? where id = ?",
        time.atOffset(ZoneOffset.UTC),
        subscription.purchase());
    return subscription.purchase();
  }

  private static UUID uuid(PurchaseId purchase) {
    return purchase.value();
  }
}
