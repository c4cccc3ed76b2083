package licensing.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import licensing.db.Migrations;

/** One PostgreSQL server for all tests of a run, migrated once. */
final class TestDatabase {

  private static final EmbeddedPostgres SERVER = start();

  private TestDatabase() {}

  static String url() {
    return SERVER.getJdbcUrl("postgres", "postgres");
  }

  private static EmbeddedPostgres start() {
    try {
      EmbeddedPostgres server = EmbeddedPostgres.builder().start();
      new Migrations(server.getPostgresDatabase()).apply();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
