package licensing.local.story;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;
import licensing.buyer.Buyer.UserId;
import licensing.purchase.PurchaseId;
import licensing.purchase.message.SupportCommand.SupportRequest;

/** What is done in the database behind the console's back. */
record Records(DataSource database) {

  /** The business is over: no license is activated for the organization of this purchase. */
  void closeOrganizationOf(PurchaseId purchase) {
    change(
        "update organizations set closed_at = now()"
            + " where id = (select organization_id from purchases where id = '%s')"
                .formatted(purchase.toString()));
  }

  String reference(PurchaseId purchase) {
    try (var connection = database.getConnection();
        var query =
            connection.prepareStatement(
                "select platform_reference from payment_attempts where purchase_id = ?")) {
      query.setObject(1, purchase.value());
      var row = query.executeQuery();
      row.next();
      return row.getString(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Lets the next activations fail, whoever asks; a sequence counts what is rolled back too. */
  void failActivations(int times) {
    change("create sequence failed_activations");
    change("grant usage on sequence failed_activations to public");
    beforeActivation(
        "fail_activation",
        "if nextval('failed_activations') <= %d then raise exception 'no space left'; end if;"
            .formatted(times));
  }

  /** Lets each activation of that one fail. */
  void failActivationsOf(PurchaseId purchase) {
    beforeActivation(
        "fail_one",
        "if new.purchase_id = '%s' then raise exception 'no space left'; end if;"
            .formatted(purchase));
  }

  /** What somebody of support asks who has just seen the purchase. */
  SupportRequest asked(String operator, String reason, PurchaseId purchase) {
    try (var connection = database.getConnection();
        var query =
            connection.prepareStatement(
                "select version, (select id from users where name = ?) from purchases where id = ?")) {
      query.setString(1, operator);
      query.setObject(2, purchase.value());
      var row = query.executeQuery();
      row.next();
      return new SupportRequest(
          operator, new UserId(row.getObject(2, UUID.class)), reason, row.getLong(1));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Keeps every activation waiting until it is closed. */
  Connection holdActivations() {
    String lock = Integer.toString("activations".hashCode());
    beforeActivation("hold_activation", "perform pg_advisory_xact_lock(%s);".formatted(lock));
    try {
      Connection connection = database.getConnection();
      try (var statement = connection.createStatement()) {
        statement.execute("select pg_advisory_lock(%s)".formatted(lock));
      }
      return connection;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void beforeActivation(String name, String action) {
    change(
        "create function %s() returns trigger language plpgsql as $$ begin %s return new; end $$"
            .formatted(name, action));
    change(
        "create trigger %1$s before insert on licenses for each row execute function %1$s()"
            .formatted(name));
  }

  private void change(String statement) {
    try (Connection connection = database.getConnection();
        var change = connection.createStatement()) {
      change.execute(statement);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
