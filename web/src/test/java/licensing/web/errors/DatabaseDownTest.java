package licensing.web.errors;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import licensing.web.Console;
import licensing.web.errors.DatabaseDownFilter.DatabaseDown;
import licensing.web.testing.Browser;
import licensing.web.testing.TestDatabase;
import licensing.web.testing.World;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.transaction.TransactionSystemException;

class DatabaseDownTest {

  @Test
  void sessionsOutliveAnInstanceAndPagesTheDatabase() throws IOException {
    EmbeddedPostgres server = TestDatabase.start();
    Browser browser;
    try (var first = console(server)) {
      browser = new Browser(port(first));
      browser.logIn(first.getBean(World.class).buyer().name(), World.PASSWORD);
      browser.get("/");
    }
    try (var second = console(server)) {
      browser = browser.at(port(second));
      assertThat(browser.get("/").statusCode()).isEqualTo(200);
      server.close();
      pagesSayWhatIsKnown(browser);
    }
  }

  /** The database ends a connection on which something is asked at that moment. */
  @Test
  void isRecognizedWhereTheRollbackFailsAsWell() {
    var ended = new SQLException("terminating connection", "57P01");
    var undone =
        new TransactionSystemException("rollback failed", new SQLException("Connection is closed"));
    assertThat(DatabaseDown.isBehind(undone)).isFalse();

    undone.initApplicationException(new DataAccessResourceFailureException("reading", ended));

    assertThat(DatabaseDown.isBehind(new ServletException(undone))).isTrue();
  }

  private static void pagesSayWhatIsKnown(Browser browser) {
    for (String path : new String[] {"/", "/licenses/migration", "/login", "/nothing"}) {
      Instant asked = Instant.now();
      var answer = browser.get(path);
      assertThat(answer.statusCode()).as(path).isEqualTo(503);
      assertThat(answer.body())
          .contains("Do not pay again", "console-", "Temporarily not available")
          .doesNotContain("??", "Exception");
      assertThat(answer.headers().firstValue("Content-Security-Policy")).isPresent();
      assertThat(answer.headers().firstValue("Permissions-Policy")).isPresent();
      assertThat(answer.headers().firstValue("Cross-Origin-Opener-Policy")).isPresent();
      assertThat(Duration.between(asked, Instant.now())).isLessThan(Duration.ofSeconds(10));
    }
    assertThat(browser.post("/logout", Map.of()).statusCode()).isEqualTo(503);
    assertThat(browser.get("/login?language=zh-CN").body()).contains("请勿重复付款");
    Instant asked = Instant.now();
    assertThat(browser.get("/console.css").statusCode()).isEqualTo(200);
    assertThat(Duration.between(asked, Instant.now())).isLessThan(Duration.ofSeconds(2));
  }

  private static ConfigurableApplicationContext console(EmbeddedPostgres server) {
    return new SpringApplicationBuilder(Console.class, World.class)
        .run(TestDatabase.settings(server).map(it -> "--" + it).toArray(String[]::new));
  }

  private static int port(ConfigurableApplicationContext console) {
    return console.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
  }
}
