package licensing.web;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;
import licensing.web.ConsoleSettings.UnsafeSetting;
import licensing.web.testing.ConsoleTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.transaction.annotation.Transactional;

@ConsoleTest
class DatabaseCheckTest {

  private static final String PUBLIC = "https://console.example.com";

  @Autowired private JdbcClient database;
  @Autowired private DataSource source;
  @Autowired private PasswordEncoder passwords;

  @Test
  @Transactional
  void usersOfATrialKeepAConsoleFromOthers() {
    UUID organization = UUID.randomUUID();
    database.sql("insert into organizations values (?, 'Trial')").param(organization).update();
    database
        .sql(
            "insert into users (id, organization_id, name, password_hash, role)"
                + " values (?, ?, 'demo', ?, 'SUPPORT')")
        .params(
            UUID.nameUUIDFromBytes("user demo".getBytes(StandardCharsets.UTF_8)),
            organization,
            passwords.encode("demo"))
        .update();

    assertThatThrownBy(() -> check(database, PUBLIC))
        .isInstanceOf(UnsafeSetting.class)
        .hasMessageContaining("demo");
    assertThatCode(() -> check(database, "http://localhost:8080")).doesNotThrowAnyException();
    database
        .sql("update users set password_hash = ? where name = 'demo'")
        .param(passwords.encode("another"))
        .update();
    assertThatThrownBy(() -> check(database, PUBLIC)).hasMessageContaining("evidence");
  }

  @Test
  void itsRoleMayNotChangeEvidence() throws SQLException {
    database.sql("create role reader").update();
    database.sql("grant select on users to reader").update();
    try (Connection connection = source.getConnection();
        var session = connection.createStatement()) {
      session.execute("set role reader");
      JdbcClient reader = JdbcClient.create(new SingleConnectionDataSource(connection, true));
      assertThatCode(() -> check(reader, PUBLIC)).doesNotThrowAnyException();
      session.execute("reset role");
    }

    assertThatThrownBy(() -> check(database, PUBLIC))
        .isInstanceOf(UnsafeSetting.class)
        .hasMessageContaining("licensing_console");
  }

  private void check(JdbcClient asked, String baseUrl) {
    ConsoleSettings settings =
        new ConsoleSettings(
            URI.create(baseUrl), URI.create("http://localhost:8233"), 1, "10.0.0.0/8", "required");
    new DatabaseCheck(asked, settings, passwords).afterSingletonsInstantiated();
  }
}
