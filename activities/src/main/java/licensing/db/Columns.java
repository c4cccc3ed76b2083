package licensing.db;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.Objects;
import java.util.UUID;
import licensing.license.License;
import licensing.offer.Offer;
import licensing.payment.Money;
import licensing.purchase.PurchaseId;
import org.jspecify.annotations.Nullable;

/** Reads domain types from columns, and writes them to parameters. */
public record Columns(ResultSet row) {

  /** As the driver takes it for a parameter. */
  public static OffsetDateTime time(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  public Instant instant(String column) throws SQLException {
    return Objects.requireNonNull(instantOrNull(column), column);
  }

  public @Nullable Instant instantOrNull(String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  public UUID uuid(String column) throws SQLException {
    return Objects.requireNonNull(row.getObject(column, UUID.class), column);
  }

  public String text(String column) throws SQLException {
    return Objects.requireNonNull(row.getString(column), column);
  }

  public Money money(String column) throws SQLException {
    Currency currency = Currency.getInstance(text("currency"));
    return Money.of(Objects.requireNonNull(row.getBigDecimal(column), column), currency);
  }

  public @Nullable Money moneyOrNull(String column) throws SQLException {
    return row.getBigDecimal(column) == null ? null : money(column);
  }

  public Offer offer(String kindColumn) throws SQLException {
    return new Offer(
        Offer.Kind.valueOf(text(kindColumn)),
        money("unit_price"),
        row.getInt("period_days"),
        row.getInt("minimum_quantity"),
        row.getInt("maximum_quantity"),
        row.getBoolean("auto_renewal_selectable"));
  }

  /**
   * From the columns of the licenses' table, quantity and auto-renewal under names of their own.
   */
  public License license() throws SQLException {
    return new License(
        new License.Key(text("license_key")),
        PurchaseId.of(text("purchase_id")),
        Offer.Kind.valueOf(text("license_kind")),
        row.getInt("license_quantity"),
        row.getBoolean("license_auto_renew"),
        new License.Period(instant("starts_at"), instant("ends_at")));
  }
}
