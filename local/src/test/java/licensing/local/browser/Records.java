package licensing.local.browser;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;
import java.util.function.BiConsumer;
import javax.sql.DataSource;
import licensing.buyer.Buyer;
import licensing.buyer.Buyer.OrganizationId;
import licensing.buyer.Buyer.UserId;
import licensing.local.PurchaseRows;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/** What the database holds, for what no page says. */
record Records(DataSource database) {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** What Java writes before the second of an instant: a block of 13 bytes, and its type. */
  private static final byte[] INSTANT = {0x77, 13, 2};

  /** Adds a buyer to an organization of their own; gives the name, which is the password too. */
  String newBuyer() {
    UUID organization = UUID.randomUUID();
    String name = "buyer-" + organization.toString().substring(0, 8);
    change("insert into organizations (id, name) values (?, ?)", organization, "Of " + name);
    return add(name, organization);
  }

  /** Adds another buyer to the organization of that one, as {@link #newBuyer} does. */
  String newColleagueOf(String name) {
    return add("colleague-of-" + name, organizationOf(name));
  }

  UUID organizationOf(String name) {
    return (UUID) answer("select organization_id from users where name = ?", name);
  }

  /** The same, who may order for 50.00 USD at once, as that one says from now on. */
  String newLimitedColleagueOf(String name) {
    String limited = newColleagueOf(name);
    change(
        "insert into organization_owners select organization_id, id from users where name = ?",
        name);
    change(
        "insert into buying_rights (organization_id, user_id, may_buy, cap, currency)"
            + " select organization_id, id, true, 50.00, 'USD' from users where name = ?",
        limited);
    return limited;
  }

  /**
   * Adds one who acts for others, as {@link #newBuyer} does. Each code of the second factor serves
   * once, so everybody who logs in is somebody else.
   *
   * @param role "SUPPORT" or "ADMIN"
   */
  String newOperator(String role) {
    String name =
        role.toLowerCase(Locale.ROOT) + "-" + UUID.randomUUID().toString().substring(0, 8);
    return add(name, organizationOf("support"), role);
  }

  private String add(String name, UUID organization) {
    return add(name, organization, "BUYER");
  }

  private String add(String name, UUID organization, String role) {
    String password = "{bcrypt}" + new BCryptPasswordEncoder(4).encode(name);
    change(
        "insert into users (id, organization_id, name, password_hash, role)"
            + " values (?, ?, ?, ?, ?)",
        UUID.randomUUID(),
        organization,
        name,
        password,
        role);
    return name;
  }

  /** What was ever subscribed to by that user. */
  int purchasesOf(String name) {
    return number(
        "select count(*) from purchases join users on users.id = user_id where name = ?", name);
  }

  Buyer buyer(String name) {
    Object user = answer("select id from users where name = ?", name);
    return new Buyer(new OrganizationId(organizationOf(name)), new UserId((UUID) user));
  }

  /** How often the payment page was opened for a purchase. */
  int attemptsOf(String purchase) {
    return number(
        "select count(*) from payment_attempts where purchase_id = ?", UUID.fromString(purchase));
  }

  /** As time would end them: the browser knows nothing of it. */
  void endSessionsOf(String name) {
    change("delete from spring_session where principal_name = ?", name);
  }

  /** As time would: what that user proved at the login is older by a quarter of an hour. */
  void letProofsGrowOld(String name) {
    String where =
        "attribute_name = 'SPRING_SECURITY_CONTEXT' and session_primary_id ="
            + " (select primary_id from spring_session where principal_name = ?)";
    var stored =
        (byte[])
            answer("select attribute_bytes from spring_session_attributes where " + where, name);
    ByteBuffer bytes = ByteBuffer.wrap(stored);
    for (int at = 0; at <= stored.length - INSTANT.length - Long.BYTES; at++) {
      if (Arrays.equals(stored, at, at + INSTANT.length, INSTANT, 0, INSTANT.length)) {
        int second = at + INSTANT.length;
        bytes.putLong(second, bytes.getLong(second) - Duration.ofMinutes(15).toSeconds());
      }
    }
    change("update spring_session_attributes set attribute_bytes = ? where " + where, stored, name);
  }

  /** Publishes the next version of the terms: the same notes, each a little longer. */
  void publishTerms() {
    change(
        "insert into terms_notes (version, locale, position, heading, body) select version + 1,"
            + " locale, position, heading, body || ' (+)' from terms_notes"
            + " where version = (select max(version) from terms_notes)");
  }

  /** As the process does: a new version, and open pages are told. */
  void moveOn(String purchase) {
    answer(
        """
        with moved as (update purchases set version = version + 1 where id = ? returning *)
        select pg_notify('purchase_changed', id::text),
          pg_notify('organization_changed', organization_id::text)
        from moved""",
        UUID.fromString(purchase));
  }

  /** Returns when the purchase's money is captured, with which it has ended. */
  void awaitCapture(String purchase) {
    await(purchase, PurchaseRows::captured);
  }

  /** Returns when it has ended, however. */
  void awaitEnd(String purchase) {
    await(purchase, PurchaseRows::ended);
  }

  /** Returns when a person is asked to look at the purchase. */
  void awaitAttention(String purchase) {
    await(purchase, PurchaseRows::needsPerson);
  }

  /** Returns when the payment that was handed in is with us, whoever takes it on. */
  void awaitHandedIn(String purchase) {
    await(purchase, PurchaseRows::handedIn);
  }

  boolean handedIn(String purchase) {
    return answer(
            "select exists (select from submitted_payments where purchase_id = ?)",
            UUID.fromString(purchase))
        .equals(true);
  }

  private void await(String purchase, BiConsumer<PurchaseRows, UUID> change) {
    try (PurchaseRows rows = PurchaseRows.watch(database, PATIENCE)) {
      change.accept(rows, UUID.fromString(purchase));
    }
  }

  private int number(String question, Object... values) {
    return ((Number) answer(question, values)).intValue();
  }

  private Object answer(String question, Object... values) {
    try (Connection connection = database.getConnection();
        var query = connection.prepareStatement(question)) {
      for (int i = 0; i < values.length; i++) {
        query.setObject(i + 1, values[i]);
      }
      var answer = query.executeQuery();
      answer.next();
      return answer.getObject(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  void change(String statement, Object... values) {
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
