package licensing.bench.disturbed;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import licensing.local.Measurements;
import licensing.local.buyer.Browser;
import licensing.local.buyer.Buyers;
import licensing.outbox.Outbox;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Asks for lists, and for what relays claim, one after the other until it is closed. Then it reads
 * how long the relays took for what was written meanwhile.
 */
final class Pace implements AutoCloseable {

  private static final Duration BETWEEN = Duration.ofMillis(100);
  private static final int AT_ONCE = 50;

  /** As the relays have them, without their effect. */
  private static final Map<String, String> CLAIMS = new LinkedHashMap<>();

  /** Seconds from a row until it is sent, or made. */
  private static final Map<String, String> RELAYS = new LinkedHashMap<>();

  static {
    CLAIMS.put(
        "claim: payments to report",
        """
        select from submitted_payments
        where reported_at is null and (claimed_until is null or claimed_until < now())
        order by submitted_at limit 3 for update skip locked
        """);
    CLAIMS.put(
        "claim: mails to send",
        """
        select from mails where state = 'WAITING' and next_try_at <= now()
        order by next_try_at limit 1 for update skip locked
        """);
    CLAIMS.put(
        "claim: documents to make",
        """
        select from documents_unmade where claimed_until is null or claimed_until < now()
        order by claimed_until nulls first limit 1 for update skip locked
        """);
    RELAYS.put(
        "relay: payment until reported",
        """
        select extract(epoch from reported_at - submitted_at) from submitted_payments
        where submitted_at >= ? and reported_at is not null
        """);
    RELAYS.put(
        "relay: event until its mails are made",
        """
        select extract(epoch from mails_made_at - occurred_at) from outbox
        where occurred_at >= ? and mails_made_at is not null
        """);
    RELAYS.put(
        "relay: event until its webhooks are made",
        """
        select extract(epoch from deliveries_made_at - occurred_at) from outbox
        where occurred_at >= ? and deliveries_made_at is not null
        """);
    RELAYS.put(
        "relay: document until it has files",
        """
        select extract(epoch from min(made_at) - min(written_at))
        from documents join document_files on document_id = id
        where written_at >= ? group by id
        """);
  }

  private final DataSource database;
  private final Browser support;
  private final Browser buyer;
  private final Measurements took;
  private final Instant since = Instant.now();
  private final Thread asking;
  private volatile boolean closed;
  private volatile @Nullable Exception failed;

  Pace(DataSource database, Buyers people, Measurements took) {
    this.database = database;
    this.support = people.loggedIn("support").browser();
    this.buyer = people.loggedIn("buyer").browser();
    this.took = took;
    asking = Thread.ofPlatform().daemon().name("pace").start(this::ask);
  }

  @Override
  public void close() throws Exception {
    closed = true;
    asking.join();
    if (failed != null) {
      throw failed;
    }
    try (Connection connection = database.getConnection()) {
      for (Map.Entry<String, String> relay : RELAYS.entrySet()) {
        readRelay(connection, relay.getKey(), relay.getValue());
      }
    }
  }

  private void ask() {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      // The product's own, since where it begins depends on what it found before.
      Outbox outbox =
          new Outbox(JdbcClient.create(new SingleConnectionDataSource(connection, true)));
      while (!closed) {
        list(support, "list: support's, urgent first", "/support/purchases");
        list(support, "list: support's, newest first", "/support/purchases?order=newest");
        list(buyer, "list: licenses", "/licenses/migration");
        list(buyer, "list: home", "/");
        for (Map.Entry<String, String> claim : CLAIMS.entrySet()) {
          claim(connection, claim.getKey(), () -> execute(connection, claim.getValue()));
        }
        claim(connection, "claim: outbox, mails", () -> outbox.withoutMails(AT_ONCE));
        claim(connection, "claim: outbox, webhooks", () -> outbox.withoutDeliveries(AT_ONCE));
      }
    } catch (InterruptedException | SQLException | RuntimeException e) {
      failed = e;
    }
  }

  private void list(Browser browser, String name, String address) throws InterruptedException {
    long begin = System.nanoTime();
    browser.get(address).shown();
    took.add(name, System.nanoTime() - begin);
    TimeUnit.NANOSECONDS.sleep(BETWEEN.toNanos());
  }

  /** What is claimed is let go at once. */
  private void claim(Connection connection, String name, Claim claim)
      throws SQLException, InterruptedException {
    try {
      long begin = System.nanoTime();
      claim.run();
      took.add(name, System.nanoTime() - begin);
    } finally {
      connection.rollback();
    }
    TimeUnit.NANOSECONDS.sleep(BETWEEN.toNanos());
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private interface Claim {
    void run() throws SQLException;
  }

  private void readRelay(Connection connection, String name, String sql) throws SQLException {
    try (var question = connection.prepareStatement(sql)) {
      question.setObject(1, since.atOffset(ZoneOffset.UTC));
      try (ResultSet row = question.executeQuery()) {
        while (row.next()) {
          took.add(name, Math.round(row.getDouble(1) * TimeUnit.SECONDS.toNanos(1)));
        }
      }
    }
  }
}
