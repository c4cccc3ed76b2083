package licensing.bench;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import licensing.bench.shop.ShopFront;
import licensing.bench.shop.Surroundings;
import licensing.local.storm.weather.PlatformControl;
import licensing.platform.PaymentPlatform;
import licensing.platform.Settings;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What all peers use, started once for all tests of a run: a PostgreSQL and the platform. */
public final class Surrounded {

  private static final EmbeddedPostgres POSTGRES = postgres();
  private static final PaymentPlatform PLATFORM = platform();

  private Surrounded() {}

  /** With a database of its own. */
  public static Surroundings by(String database) {
    try (var connection = POSTGRES.getPostgresDatabase().getConnection();
        var statement = connection.createStatement()) {
      statement.execute("create database " + database);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return new Surroundings(
        POSTGRES.getJdbcUrl("postgres", database),
        "postgres",
        "",
        "",
        PLATFORM.url(),
        "test-merchant",
        "test-public-key",
        "test-private-key");
  }

  /** The next sale is made, and nobody hears of it. */
  public static void loseAnswerOfNextSale() {
    boolean armed =
        new PlatformControl(URI.create(PLATFORM.url()))
            .post("/control/faults", Map.of("fault", "answer-lost", "operation", "sale"));
    if (!armed) {
      throw new IllegalStateException("the platform takes no fault");
    }
  }

  /** Buys once: how many licenses and captured payments there are of it, and how it ended. */
  public static List<Object> soldBy(Peer peer, ShopFront front) throws Exception {
    Purchase purchase = Purchase.at(peer, new Latencies());
    purchase.buy(System.nanoTime(), _ -> {});
    return JdbcClient.create(front.database())
        .sql(
            """
            select (select count(*) from licenses where purchase_id = purchases.id) licenses,
              (select count(*) from attempts
               where purchase_id = purchases.id and captured_at is not null) captured, outcome
            from purchases where id = ?
            """)
        .param(purchase.id())
        .query((row, _) -> List.<Object>of(row.getInt(1), row.getInt(2), row.getString(3)))
        .single();
  }

  private static EmbeddedPostgres postgres() {
    try {
      return EmbeddedPostgres.builder().setPgBinaryResolver(Surrounded::binaries).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The first: the jar of local names the libraries beside it, which are there a second time. */
  private static InputStream binaries(String system, String machine) {
    String name = "/postgres-%s-%s.txz".formatted(system, machine).toLowerCase(Locale.ROOT);
    return Objects.requireNonNull(Surrounded.class.getResourceAsStream(name), name);
  }

  private static PaymentPlatform platform() {
    try {
      Path folder = Files.createTempDirectory("bench");
      return PaymentPlatform.start(Settings.forTests(folder.resolve("ledger.sqlite")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
