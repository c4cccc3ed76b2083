package licensing.local.browser;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/** What the database holds, for what no page says. */
record Records(DataSource database) {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Adds a buyer to an organization of their own; gives the name, which is the password too. */
  String newBuyer() {
    UUID organization = UUID.randomUUID();
    String name = "buyer-" + organization.toString().substring(0, 8);
    String password = "{bcrypt}" + new BCryptPasswordEncoder(4).encode(name);
    change("insert into organizations (id, name) values (?, ?)", organization, "Of " + name);
    change(
        "insert into users (id, organization_id, name, password_hash, role)"
            + " values (?, ?, ?, ?, 'BUYER')",
        UUID.randomUUID(),
        organization,
        name,
        password);
    return name;
  }

  /** Returns when the purchase's money is captured and the purchase has ended. */
  void awaitCapture(String purchase) {
    await(
        "select exists (select from payment_attempts join purchases on id = purchase_id"
            + " where id = ? and captured_at is not null and outcome is not null)",
        UUID.fromString(purchase));
  }

  /** Returns when a person is asked to look at the purchase. */
  void awaitAttention(String purchase) {
    await(
        "select exists (select from purchases where id = ? and attention is not null)",
        UUID.fromString(purchase));
  }

  /** Returns when the payment that was handed in is with us, whoever takes it on. */
  void awaitHandedIn(String purchase) {
    await(
        "select exists (select from submitted_payments where purchase_id = ?)",
        UUID.fromString(purchase));
  }

  private void await(String question, Object... values) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!holds(question, values)) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("still not so: " + question);
      }
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }

  private boolean holds(String question, Object... values) {
    try (Connection connection = database.getConnection();
        var query = connection.prepareStatement(question)) {
      for (int i = 0; i < values.length; i++) {
        query.setObject(i + 1, values[i]);
      }
      var answer = query.executeQuery();
      return answer.next() && answer.getBoolean(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void change(String statement, Object... values) {
    try (Connection connection = database.getConnection();
        var update = connection.prepareStatement(statement)) {
      for (int i = 0; i < values.length; i++) {
        update.setObject(i + 1, values[i]);
      }
      update.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
