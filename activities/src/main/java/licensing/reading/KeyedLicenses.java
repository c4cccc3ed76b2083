package licensing.reading;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import licensing.buyer.Buyer.OrganizationId;
import licensing.db.Columns;
import licensing.license.License;
import licensing.purchase.PurchaseId;
import licensing.reading.OwnedLicenses.State;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Licenses as software asks for them, which knows a key and nothing of who bought it. */
@Component
public final class KeyedLicenses {

  private static final String ROWS =
      """
      select key as license_key, kind as license_kind, quantity as license_quantity,
        auto_renew as license_auto_renew, purchase_id, starts_at, ends_at, suspended_at, machines,
        coalesce(activated_at, starts_at) as issued_at,
        (select test from purchases where id = purchase_id) as test
      from licenses
      """;

  private final JdbcClient database;
  private final GracePeriod grace;
  private final Clock clock;

  KeyedLicenses(JdbcClient database, GracePeriod grace, Clock clock) {
    this.database = database;
    this.grace = grace;
    this.clock = clock;
  }

  /** Whatever became of it. */
  public Optional<KeyedLicense> of(License.Key key) {
    return database
        .sql(ROWS + "where key = ?")
        .param(key.value())
        .query((row, index) -> keyed(row))
        .optional();
  }

  /** Whether some license had that key until it was given another one. */
  public boolean isReplaced(License.Key key) {
    return database
        .sql("select exists (select from replaced_license_keys where key = ?)")
        .param(key.value())
        .query(Boolean.class)
        .single();
  }

  /** That of a purchase, for its own organization. */
  public Optional<KeyedLicense> of(PurchaseId purchase, OrganizationId organization) {
    return database
        .sql(ROWS + "where purchase_id = ? and organization_id = ?")
        .params(purchase.value(), organization.value())
        .query((row, index) -> keyed(row))
        .optional();
  }

  private KeyedLicense keyed(ResultSet row) throws SQLException {
    Columns columns = new Columns(row);
    License license = columns.license();
    boolean suspended = columns.instantOrNull("suspended_at") != null;
    return new KeyedLicense(
        license,
        grace.state(license.period().end(), suspended, clock.instant()),
        columns.instant("issued_at"),
        grace.worksUntil(license.period().end()),
        row.getInt("machines"),
        row.getBoolean("test"));
  }

  /**
   * A license as it stands at this moment.
   *
   * @param issued by our own clock: the start is the platform's
   * @param worksUntil its end, and the grace period after it
   * @param machines on how many it was activated, of as many as its quantity
   * @param test whether its purchase is a test
   */
  public record KeyedLicense(
      License license,
      State state,
      Instant issued,
      Instant worksUntil,
      int machines,
      boolean test) {}
}
