package licensing.audit.jdbc;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import licensing.audit.ledger.PurchaseLedger;
import licensing.audit.ledger.RecordedPurchase;
import licensing.audit.ledger.RecordedPurchase.Attempt;
import licensing.payment.AttemptState;
import licensing.payment.Money;
import licensing.payment.ReleaseResult;
import licensing.purchase.PurchaseId;
import licensing.purchase.PurchaseOutcome;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

final class JdbcPurchaseLedger implements PurchaseLedger {

  private static final String PURCHASES =
      """
      select purchases.id, pay_before, outcome, ended_at, attention,
        licenses.key is not null and licenses.suspended_at is null as license
      from purchases left join licenses on licenses.purchase_id = purchases.id
      """;

  private static final String ATTEMPTS =
      """
      select purchase_id, number, amount, currency, state, platform_reference, authorized_at,
        captured_at, given_back
      from payment_attempts where purchase_id = any (?) order by number
      """;

  private final JdbcClient database;

  JdbcPurchaseLedger(JdbcClient database) {
    this.database = database;
  }

  @Override
  public List<RecordedPurchase> subscribed(Instant from, Instant to) {
    return withAttempts(
        database
            .sql(PURCHASES + "where subscribed_at >= ? and subscribed_at < ?")
            .params(from.atOffset(ZoneOffset.UTC), to.atOffset(ZoneOffset.UTC))
            .query((row, index) -> Row.of(row))
            .list());
  }

  @Override
  public List<RecordedPurchase> of(Collection<PurchaseId> purchases) {
    UUID[] ids = purchases.stream().map(id -> UUID.fromString(id.value())).toArray(UUID[]::new);
    return withAttempts(
        database
            .sql(PURCHASES + "where purchases.id = any (?)")
            .param(ids)
            .query((row, index) -> Row.of(row))
            .list());
  }

  private List<RecordedPurchase> withAttempts(List<Row> rows) {
    UUID[] ids = rows.stream().map(Row::id).toArray(UUID[]::new);
    Map<UUID, List<Attempt>> attempts =
        database
            .sql(ATTEMPTS)
            .param(ids)
            .query(
                (row, index) -> Map.entry(row.getObject("purchase_id", UUID.class), attempt(row)))
            .list()
            .stream()
            .collect(groupingBy(Map.Entry::getKey, mapping(Map.Entry::getValue, toList())));
    return rows.stream().map(row -> row.with(attempts.getOrDefault(row.id(), List.of()))).toList();
  }

  private static Attempt attempt(ResultSet row) throws SQLException {
    Currency currency = Currency.getInstance(row.getString("currency"));
    String givenBack = row.getString("given_back");
    return new Attempt(
        row.getInt("number"),
        new Money(
            row.getBigDecimal("amount").setScale(currency.getDefaultFractionDigits()), currency),
        AttemptState.valueOf(row.getString("state")),
        row.getString("platform_reference"),
        instant(row, "authorized_at"),
        row.getObject("captured_at") != null,
        givenBack == null ? null : ReleaseResult.valueOf(givenBack));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  /** A purchase before its attempts are known. */
  private record Row(
      UUID id,
      Instant payBefore,
      PurchaseOutcome.@Nullable Kind outcome,
      @Nullable Instant endedAt,
      boolean attention,
      boolean license) {

    static Row of(ResultSet row) throws SQLException {
      String outcome = row.getString("outcome");
      return new Row(
          row.getObject("id", UUID.class),
          row.getObject("pay_before", OffsetDateTime.class).toInstant(),
          outcome == null ? null : PurchaseOutcome.Kind.valueOf(outcome),
          instant(row, "ended_at"),
          row.getString("attention") != null,
          row.getBoolean("license"));
    }

    RecordedPurchase with(List<Attempt> attempts) {
      return new RecordedPurchase(
          new PurchaseId(id.toString()), payBefore, outcome, endedAt, attention, license, attempts);
    }
  }
}
