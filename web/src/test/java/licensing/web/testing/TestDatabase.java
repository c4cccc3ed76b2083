package licensing.web.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** One PostgreSQL server for all tests of a run, migrated once. */
public class TestDatabase implements ApplicationContextInitializer<ConfigurableApplicationContext> {

  private static final EmbeddedPostgres SHARED = start();

  @Override
  public void initialize(ConfigurableApplicationContext context) {
    TestPropertyValues.of(settings(SHARED)).applyTo(context);
  }

  /** One of its own, for a test that stops it. */
  public static EmbeddedPostgres start() {
    try {
      EmbeddedPostgres server = EmbeddedPostgres.builder().start();
      Flyway.configure().dataSource(server.getPostgresDatabase()).load().migrate();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static Stream<String> settings(EmbeddedPostgres server) {
    return Stream.of(
        "spring.datasource.url=" + server.getJdbcUrl("postgres", "postgres"),
        "spring.datasource.username=postgres",
        "mail.host=127.0.0.1",
        "licenses.grace-days=14",
        "seller.name=Cloud Console Ltd",
        "seller.address=1 Quay Street",
        "seller.city=Dublin",
        "seller.country=IE",
        "seller.vat-id=IE6388047V",
        "seller.email=billing@console.example",
        "seller.tax-percent=23");
  }
}
