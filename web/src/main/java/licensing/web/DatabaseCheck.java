package licensing.web;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import licensing.web.ConsoleSettings.UnsafeSetting;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.jdbc.core.SimplePropertyRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/** A console that others reach does not start on a database that is as open as a trial's. */
@Component
class DatabaseCheck implements SmartInitializingSingleton {

  private final JdbcClient database;
  private final ConsoleSettings settings;
  private final PasswordEncoder passwords;

  DatabaseCheck(JdbcClient database, ConsoleSettings settings, PasswordEncoder passwords) {
    this.database = database;
    this.settings = settings;
    this.passwords = passwords;
  }

  @Override
  public void afterSingletonsInstantiated() {
    if (!settings.isLoopback()) {
      requireNoDemoUsers();
      requireNoOwner();
    }
  }

  private void requireNoDemoUsers() {
    List<String> open =
        database
            .sql(
                """
                select id, name, password_hash from users
                where substr(id::text, 15, 1) = '3' and password_hash is not null
                """)
            .query(new SimplePropertyRowMapper<>(User.class))
            .list()
            .stream()
            .filter(user -> user.isForDemo() && passwords.matches(user.name(), user.passwordHash()))
            .map(User::name)
            .toList();
    if (!open.isEmpty()) {
      throw new UnsafeSetting(
          "The database holds users of a trial, whose passwords are their names: "
              + String.join(", ", open)
              + ". Give them other passwords, or use another database.");
    }
  }

  private void requireNoOwner() {
    boolean owner =
        database
            .sql("select has_table_privilege('evidence', 'update')")
            .query(Boolean.class)
            .single();
    if (owner) {
      throw new UnsafeSetting(
          "DATABASE_USER may change evidence: give the console the role licensing_console, as"
              + " docs/production.md says.");
    }
  }

  /** One whose id may be made of the name, as the launcher's are, so that each start finds it. */
  private record User(UUID id, String name, String passwordHash) {

    boolean isForDemo() {
      byte[] named = ("user " + name).getBytes(StandardCharsets.UTF_8);
      return id.equals(UUID.nameUUIDFromBytes(named));
    }
  }
}
