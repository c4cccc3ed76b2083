package licensing.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import licensing.bulk.BulkId;
import licensing.buyer.Buyer.OrganizationId;
import licensing.payment.Card;
import licensing.payment.PaymentAttempt;
import licensing.payment.Payments;
import licensing.purchase.Purchases;
import licensing.reading.PurchaseChanges.ChangeListener;
import licensing.testing.Fixture;
import licensing.testing.OnRealParts;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

@OnRealParts
class PurchaseChangesTest {

  private static final String MISSED = "missed";

  private final PurchaseChanges changes;
  private final Purchases purchases;
  private final Payments payments;
  private final Fixture fixture;
  private final JdbcClient database;
  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
  private final BlockingQueue<OrganizationId> organizations = new LinkedBlockingQueue<>();

  PurchaseChangesTest(
      PurchaseChanges changes,
      Purchases purchases,
      Payments payments,
      Fixture fixture,
      JdbcClient database) {
    this.changes = changes;
    this.purchases = purchases;
    this.payments = payments;
    this.fixture = fixture;
    this.database = database;
  }

  @Test
  void hearsOfEachChange() throws InterruptedException {
    try (var listening = listen()) {
      assertThat(next()).isEqualTo(MISSED);

      PaymentAttempt attempt = fixture.opened();
      String purchase = attempt.purchase().toString();
      assertThat(next()).as("subscribed").isEqualTo(purchase);
      assertThat(next()).as("opened").isEqualTo(purchase);
      fixture.handIn(attempt, Card.ACCEPTED);
      assertThat(next()).as("handed in").isEqualTo(purchase);
      payments.authorize(attempt);
      assertThat(next()).as("charging").isEqualTo(purchase);
      assertThat(next()).as("authorized").isEqualTo(purchase);
      purchases.openAttempt(attempt, null);
      fixture.recorded();
      assertThat(next()).as("nothing of a repetition").isNotEqualTo(purchase);
    }
  }

  @Test
  void hearsWhoseItIs() throws InterruptedException {
    try (var listening = listen()) {
      assertThat(next()).isEqualTo(MISSED);
      var buyer = fixture.recorded().buyer();
      assertThat(organizations.poll(20, TimeUnit.SECONDS)).isEqualTo(buyer.organization());
    }
  }

  @Test
  void hearsAgainAfterItsConnectionIsCut() throws InterruptedException {
    try (var listening = listen()) {
      assertThat(next()).isEqualTo(MISSED);

      database
          .sql(
              "select pg_terminate_backend(pid) from pg_stat_activity"
                  + " where query = 'listen purchase_changed'")
          .query()
          .listOfRows();

      assertThat(next()).isEqualTo(MISSED);
      String purchase = fixture.recorded().purchase().toString();
      assertThat(next()).isEqualTo(purchase);
    }
  }

  @Test
  void hearsOfBulkRunsBesides() throws InterruptedException {
    try (var listening = listen()) {
      assertThat(next()).isEqualTo(MISSED);
      BulkId bulk = BulkId.random();

      database
          .sql("select pg_notify(?, ?)")
          .params(BulkRuns.CHANNEL, bulk.value())
          .query()
          .listOfRows();

      assertThat(next()).isEqualTo(bulk.workflowId());
    }
  }

  @Test
  void outlivesAListenerThatFails() throws InterruptedException {
    try (var listening =
        changes.listen(
            purchase -> {
              heard.add(purchase.toString());
              throw new IllegalStateException("a page went away");
            },
            organization -> {},
            bulk -> {},
            () -> heard.add(MISSED))) {
      assertThat(next()).isEqualTo(MISSED);
      String first = fixture.recorded().purchase().toString();
      String second = fixture.recorded().purchase().toString();

      assertThat(next()).isEqualTo(first);
      assertThat(next()).isEqualTo(second);
    }
  }

  private ChangeListener listen() {
    return changes.listen(
        purchase -> heard.add(purchase.toString()),
        organizations::add,
        bulk -> heard.add(bulk.workflowId()),
        this::missed);
  }

  private void missed() {
    heard.add(MISSED);
  }

  private String next() throws InterruptedException {
    String next = heard.poll(20, TimeUnit.SECONDS);
    assertThat(next).isNotNull();
    return String.valueOf(next);
  }
}
