package licensing.local.crash;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import licensing.buyer.Buyer.OrganizationId;
import licensing.buyer.Buyer.UserId;
import licensing.local.PurchaseRows;
import licensing.local.buyer.Buyer;
import org.jspecify.annotations.Nullable;

/** The console's rows about one purchase. */
record Records(DataSource database) {

  /** Returns when the purchase's end is recorded. */
  void awaitEnd(String purchase, Duration patience) {
    try (PurchaseRows rows = PurchaseRows.watch(database, patience)) {
      rows.ended(id(purchase));
    }
  }

  /** Returns when a person is asked to look at the purchase. */
  void awaitAttention(String purchase, Duration patience) {
    try (PurchaseRows rows = PurchaseRows.watch(database, patience)) {
      rows.needsPerson(id(purchase));
    }
  }

  /** From here on PostgreSQL answers each new row of the table as it does on a full disk. */
  void fillDiskUnder(String table) {
    execute(
        """
        create function no_space() returns trigger language plpgsql as $$
        begin
          raise exception 'could not extend file: No space left on device' using errcode = '53100';
        end $$;
        create trigger full_disk before insert on %s for each row execute function no_space()
        """
            .formatted(table));
  }

  void emptyDiskUnder(String table) {
    execute("drop trigger full_disk on %s; drop function no_space()".formatted(table));
  }

  /** Whoever asks for a purchase waits until the transaction is rolled back. */
  void closeOrganization(String name) {
    execute("update organizations set closed_at = now() where name = '%s'".formatted(name));
  }

  /** Where mails of an organization go. */
  void giveAddress(String organization, String email) {
    execute(
        """
        insert into billing_details (organization_id, company, address, city, country, email)
        select id, name, '1 Example Street', 'Cork', 'IE', '%s' from organizations
        where name = '%s' on conflict do nothing
        """
            .formatted(email, organization));
  }

  /** As when the time is over for which whoever died keeps others from its work. */
  void letClaimsRunOut() {
    execute(
        """
        update mails set next_try_at = now() where state = 'WAITING';
        update documents_unmade set claimed_until = null;
        update webhook_deliveries set claimed_until = null where started_at is null
        """);
  }

  /** Numbers of those of a purchase. */
  List<String> documents(String purchase) {
    String numbers =
        value("select string_agg(number, ' ') from documents where purchase_id = ?", purchase);
    return numbers == null ? List.of() : List.of(numbers.split(" "));
  }

  /** How many numbers of documents were taken for none. */
  int numbersLeftOut() {
    return Integer.parseInt(
        String.valueOf(
            asked(
                "select sum(last) - (select count(*) from documents) - ? from document_numbers",
                0)));
  }

  Connection lockPurchases() throws SQLException {
    Connection connection = database.getConnection();
    connection.setAutoCommit(false);
    try (var lock = connection.createStatement()) {
      lock.execute("lock table purchases in access exclusive mode");
    }
    return connection;
  }

  private void execute(String sql) {
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  int licenses(String purchase) {
    return number("select count(*) from licenses where purchase_id = ?", purchase);
  }

  int evidence(String purchase) {
    return number("select count(*) from evidence where purchase_id = ?", purchase);
  }

  int attempts(String purchase) {
    return number("select count(*) from payment_attempts where purchase_id = ?", purchase);
  }

  /** Payment attempts of which the platform was just asked. */
  int charging() {
    return Integer.parseInt(
        String.valueOf(asked("select count(*) from payment_attempts where state = ?", "CHARGING")));
  }

  /** The version that support sees, and acts on. */
  int version(String purchase) {
    return number("select version from purchases where id = ?", purchase);
  }

  /** What somebody of support did with the purchase. */
  @Nullable String reason(String purchase, String action) {
    return value(
        "select name || ': ' || reason from support_actions join users on users.id = operator_id"
            + " where action = '%s' and purchase_id = ?".formatted(action),
        purchase);
  }

  /** Payments that came in, and that no process was told of. */
  int unreportedPayments(String purchase) {
    return number(
        "select count(*) from submitted_payments where reported_at is null and purchase_id = ?",
        purchase);
  }

  /** The pages of all purchases of so many licenses. */
  List<String> purchasesOf(int quantity) {
    try (var connection = database.getConnection();
        var query =
            connection.prepareStatement(
                "select id from purchases where quantity = ? order by id")) {
      query.setInt(1, quantity);
      List<String> purchases = new ArrayList<>();
      for (var rows = query.executeQuery(); rows.next(); ) {
        purchases.add("/purchases/" + rows.getString(1));
      }
      return purchases;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Nullable String licenseKey(String purchase) {
    return value("select key from licenses where purchase_id = ?", purchase);
  }

  /** Somebody who can log in, as the process knows them. */
  licensing.buyer.Buyer user(String name) {
    String organization =
        String.valueOf(asked("select organization_id from users where name = ?", name));
    String user = String.valueOf(asked("select id from users where name = ?", name));
    return new licensing.buyer.Buyer(
        new OrganizationId(UUID.fromString(organization)), new UserId(UUID.fromString(user)));
  }

  @Nullable String outcome(String purchase) {
    return value("select outcome from purchases where id = ?", purchase);
  }

  @Nullable String attemptState(String purchase) {
    return value(
        "select state from payment_attempts where purchase_id = ? order by number desc limit 1",
        purchase);
  }

  @Nullable String attemptState(String purchase, int number) {
    return value(
        "select state from payment_attempts where purchase_id = ? and number = " + number,
        purchase);
  }

  /** When the request of an attempt was about to be sent. */
  Instant chargingSince(String purchase, int number) {
    String milliseconds =
        value(
            "select (extract(epoch from charging_since) * 1000)::bigint from payment_attempts"
                + " where purchase_id = ? and number = "
                + number,
            purchase);
    return Instant.ofEpochMilli(Long.parseLong(String.valueOf(milliseconds)));
  }

  /** All that were kept of a kind. */
  /** How many tell of that time. */
  int notifications(Instant at) {
    return Integer.parseInt(
        String.valueOf(
            asked(
                "select count(*) from platform_notifications where occurred_at = ?",
                at.atOffset(ZoneOffset.UTC))));
  }

  private int number(String sql, String purchase) {
    return Integer.parseInt(String.valueOf(value(sql, purchase)));
  }

  private @Nullable String value(String sql, String purchase) {
    return asked(sql, id(purchase));
  }

  private static UUID id(String purchase) {
    return UUID.fromString(Buyer.purchaseAt(purchase));
  }

  private @Nullable String asked(String sql, Object parameter) {
    try (var connection = database.getConnection();
        var query = connection.prepareStatement(sql)) {
      query.setObject(1, parameter);
      var rows = query.executeQuery();
      return rows.next() ? rows.getString(1) : null;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
