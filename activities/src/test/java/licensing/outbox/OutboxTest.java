package licensing.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import licensing.license.Licenses;
import licensing.license.jdbc.LicenseRows;
import licensing.payment.PaymentAttempt;
import licensing.payment.Payments.AuthorizationResult;
import licensing.payment.jdbc.AttemptStore;
import licensing.purchase.PurchaseId;
import licensing.purchase.Purchases;
import licensing.purchase.status.PurchaseOutcome;
import licensing.purchase.status.PurchaseState.PurchaseStep;
import licensing.testing.Fixture;
import licensing.testing.LicensedSales;
import licensing.testing.OnRealParts;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** What is told of a purchase, and that it is told once. */
@OnRealParts
class OutboxTest {

  private final Outbox outbox;
  private final DataSource source;
  private final JdbcClient database;
  private final TransactionOperations transaction;
  private final Fixture fixture;
  private final LicensedSales sales;
  private final Licenses licenses;
  private final LicenseRows rows;
  private final Purchases purchases;
  private final AttemptStore attempts;

  OutboxTest(
      Outbox outbox,
      DataSource source,
      JdbcClient database,
      TransactionOperations transaction,
      Fixture fixture,
      LicensedSales sales,
      Licenses licenses,
      LicenseRows rows,
      Purchases purchases,
      AttemptStore attempts) {
    this.outbox = outbox;
    this.source = source;
    this.database = database;
    this.transaction = transaction;
    this.fixture = fixture;
    this.sales = sales;
    this.licenses = licenses;
    this.rows = rows;
    this.purchases = purchases;
    this.attempts = attempts;
  }

  @Test
  void tellsOfASaleAndWhatCameOfItsLicense() {
    var sold = sales.licensed();
    PurchaseId purchase = sold.purchase();
    attempts.captured(sold.attempt());
    for (int turn = 0; turn < 2; turn++) {
      licenses.suspend(purchase, LicenseRows.BY_SUPPORT + "looks like a fraud");
      licenses.suspend(purchase, "the bank took it back");
    }
    transaction.executeWithoutResult(status -> rows.reinstate(purchase));
    transaction.executeWithoutResult(status -> rows.reinstate(purchase));
    licenses.suspend(purchase, "the bank took it back");

    assertThat(told(purchase))
        .containsExactly(
            "license.activated {}",
            "purchase.ended {\"outcome\": \"LICENSED\"}",
            "document.issued {}",
            "license.suspended {\"reason\": \"support\"}",
            "license.reinstated {}",
            "license.suspended {\"reason\": \"payment\"}");
  }

  @Test
  void tellsOfWhatDidNotComeToPass() {
    PaymentAttempt attempt = fixture.handedIn();
    var since = attempts.startCharging(attempt, Instant.now()).orElseThrow();
    for (String reason : List.of("no answer", "no answer still")) {
      attempts.record(attempt, since, new AuthorizationResult.Unknown(reason, false));
    }
    PurchaseId lapsed = fixture.recorded().purchase();
    for (int turn = 0; turn < 2; turn++) {
      purchases.end(lapsed, new PurchaseOutcome.Lapsed(PurchaseStep.CONFIRM_REDIRECT));
    }

    assertThat(told(attempt.purchase())).containsExactly("purchase.unknown {\"attempt\": 1}");
    assertThat(told(lapsed)).containsExactly("purchase.ended {\"outcome\": \"LAPSED\"}");
  }

  @Test
  void isUndoneWithWhatItTells() {
    PurchaseId purchase = sales.licensed().purchase();
    transaction.executeWithoutResult(
        status -> {
          rows.suspend(purchase, "for now");
          status.setRollbackOnly();
        });

    assertThat(told(purchase)).noneMatch(told -> told.startsWith("license.suspended"));
  }

  @Test
  void tellsOfAnEndInTimeAndOnce() {
    PurchaseId month = ending("30 days");
    PurchaseId week = ending("6 days 12 hours");
    PurchaseId day = ending("5 hours");
    PurchaseId over = ending("-1 minute");
    PurchaseId past = ending("-5 days");
    PurchaseId suspended = ending("6 hours");
    licenses.suspend(suspended, "for now");
    PurchaseId young = ending("20 hours");
    database
        .sql("update licenses set starts_at = now() - interval '1 hour' where purchase_id = ?")
        .param(young.value())
        .update();

    outbox.noteEnds();
    outbox.noteEnds();

    assertThat(ends(month)).containsExactly("license.expiring {\"days\": 30}");
    assertThat(ends(week)).containsExactly("license.expiring {\"days\": 7}");
    assertThat(ends(day)).containsExactly("license.expiring {\"days\": 1}");
    assertThat(ends(over)).containsExactly("license.expired {}");
    assertThat(ends(past)).isEmpty();
    assertThat(ends(suspended)).isEmpty();
    assertThat(ends(young)).isEmpty();
  }

  /** Two at once share the work, and nothing is left to do afterwards. */
  @Test
  void handsOutEachOnceAndForgetsTheOldOnes() {
    PurchaseId purchase = fixture.recorded().purchase();
    outbox.record(OutboxEvent.PURCHASE_ENDED, purchase, "", Map.of("outcome", "LICENSED"));
    List<Long> mine = ids(purchase);

    transaction.executeWithoutResult(
        status -> {
          assertThat(outbox.withoutMails(10_000))
              .filteredOn(event -> mine.contains(event.id()))
              .singleElement()
              .satisfies(
                  event -> {
                    assertThat(event.purchase()).isEqualTo(purchase);
                    assertThat(event.data().path("outcome").asString()).isEqualTo("LICENSED");
                  });
          assertThat(
                  CompletableFuture.supplyAsync(
                          () -> transaction.execute(other -> outbox.withoutMails(10_000)))
                      .join())
              .noneMatch(event -> mine.contains(event.id()));
          outbox.mailsMade(mine.getFirst());
          assertThat(outbox.withoutDeliveries(10_000)).anyMatch(event -> mine.contains(event.id()));
        });
    transaction.executeWithoutResult(
        status ->
            assertThat(outbox.withoutMails(10_000)).noneMatch(event -> mine.contains(event.id())));

    assertThat(outbox.deleteOld()).isZero();
    database.sql("update outbox set occurred_at = now() - interval '91 days'").update();
    while (outbox.deleteOld() > 0) {
      // More of them.
    }
    assertThat(ids(purchase)).isEmpty();
  }

  /** A transaction that stays open, a report's perhaps, has PostgreSQL keep all that it may see. */
  @Test
  void isNotReadFromItsBeginningAgainAndAgain() throws Exception {
    transaction.executeWithoutResult(status -> outbox.withoutMails(1));
    try (Connection report = source.getConnection();
        var reading = report.createStatement()) {
      report.setAutoCommit(false);
      report.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      reading.execute("select from outbox");
      PurchaseId purchase = fixture.recorded().purchase();
      makeAllMails();
      database
          .sql(
              """
              insert into outbox
                (type, organization_id, purchase_id, subject, occurrence, occurred_at, data)
              select 'tried', organization_id, id, id::text, n::text, now(), '{}'
              from purchases, generate_series(1, 6000) n where id = ?
              """)
          .param(purchase.value())
          .update();
      makeAllMails();

      outbox.record("tried", purchase, "first", Map.of());
      assertThat(found(purchase, "first")).isGreaterThan(5000);
      outbox.record("tried", purchase, "second", Map.of());
      assertThat(found(purchase, "second")).isBetween(1L, 2000L);
    } finally {
      database.sql("delete from outbox where type = 'tried'").update();
    }
  }

  private void makeAllMails() {
    database.sql("update outbox set mails_made_at = now() where mails_made_at is null").update();
  }

  /** How many entries of the index were walked through for that event, of which a mail is made. */
  private long found(PurchaseId purchase, String occurrence) {
    return Objects.requireNonNull(
        transaction.execute(
            status -> {
              database.sql("set local enable_seqscan = off").update();
              long before = walkedThrough();
              List<OutboxEvent> events = outbox.withoutMails(50);
              assertThat(events).extracting(OutboxEvent::occurrence).contains(occurrence);
              events.forEach(event -> outbox.mailsMade(event.id()));
              return walkedThrough() - before;
            }));
  }

  /** By this connection, of late: the counts of a transaction may have those of others in them. */
  private long walkedThrough() {
    return database
        .sql("select pg_stat_get_xact_tuples_returned('outbox_without_mails'::regclass)")
        .query(Long.class)
        .single();
  }

  private PurchaseId ending(String in) {
    PurchaseId purchase = sales.licensed().purchase();
    database
        .sql(
            """
            update licenses set starts_at = now() - interval '400 days',
              ends_at = now() + cast(? as interval) where purchase_id = ?
            """)
        .params(in, purchase.value())
        .update();
    return purchase;
  }

  private List<Long> ids(PurchaseId purchase) {
    return database
        .sql("select id from outbox where purchase_id = ?")
        .param(purchase.value())
        .query(Long.class)
        .list();
  }

  private List<String> ends(PurchaseId purchase) {
    return told(purchase).stream().filter(told -> told.startsWith("license.expir")).toList();
  }

  private List<String> told(PurchaseId purchase) {
    return database
        .sql("select type || ' ' || data from outbox where purchase_id = ? order by id")
        .param(purchase.value())
        .query(String.class)
        .list();
  }
}
