package licensing.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database, a Temporal and a platform of one's own, as docs/production.md begins with them. */
class OwnSystemsTest {

  @TempDir Path folder;

  @Test
  void areUsedByAFreshLauncherAndChangedOnlyWhenAsked() throws Exception {
    Installation installation = Installation.of(DummyStack.PROJECT, System.getenv());
    DummyStack own = new DummyStack(folder.resolve("own"));
    Program platform =
        new ProgramTable(own.settings, installation, own.state).own(OwnProgram.PLATFORM);
    StateFolder fresh = new StateFolder(folder.resolve("fresh"));
    Map<String, String> given = named(own.settings);
    try (LocalStack systems = own.withServers(platform).start();
        LocalStack programs =
            LocalStack.of(installation, fresh, given, line -> System.out.println(line))) {
      Settings settings = new Settings(given, Secrets.in(fresh.secrets()), fresh);
      Process migration =
          new ProgramTable(settings, installation, fresh).migrate().inheritIO().start();
      assertThat(migration.waitFor()).isZero();

      programs.start();

      assertThat(programs.names()).containsExactly("worker", "web");
      assertThat(programs.isForTrial()).isFalse();
      assertThat(number(systems, "select count(*) from users")).isZero();
      assertThat(
              number(
                  systems,
                  "select count(distinct usename) from pg_stat_activity"
                      + " where usename in ('licensing_worker', 'licensing_console')"))
          .isEqualTo(2);
      assertThat(fresh.postgres()).doesNotExist();
      assertThat(fresh.temporal()).doesNotExist();
    }
  }

  /** As a person names systems that run somewhere. */
  private static Map<String, String> named(Settings own) {
    Map<String, String> given = Ports.free();
    for (String variable :
        new String[] {
          "DATABASE_URL",
          "DATABASE_USER",
          "DATABASE_PASSWORD",
          "WORKER_DATABASE_USER",
          "WORKER_DATABASE_PASSWORD",
          "CONSOLE_DATABASE_USER",
          "CONSOLE_DATABASE_PASSWORD",
          "TEMPORAL_ADDRESS",
          "BRAINTREE_ENVIRONMENT",
          "BRAINTREE_GATEWAY_URL",
          "BRAINTREE_FORM_BASE_URL",
          "BRAINTREE_MERCHANT_ID",
          "BRAINTREE_PUBLIC_KEY",
          "BRAINTREE_PRIVATE_KEY"
        }) {
      given.put(variable, own.get(variable));
    }
    return given;
  }

  private static long number(LocalStack stack, String query) throws SQLException {
    try (Connection connection = stack.database().getConnection();
        var rows = connection.createStatement().executeQuery(query)) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
