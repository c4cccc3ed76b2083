package licensing.reading;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import licensing.buyer.Buyer.OrganizationId;
import licensing.buyer.Buyer.UserId;
import licensing.db.Columns;
import licensing.payment.Money;
import licensing.purchase.PurchaseId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** An organization with its people and its money. For support staff only. */
@Component
public final class OrganizationRecords {

  /** Of how many purchases, the newest, the money is added up. */
  public static final int PURCHASES = 1_000;

  private static final String NEWEST =
      """
      (select id from purchases where organization_id = :organization
        order by subscribed_at desc, id desc limit %d)
      """
          .formatted(PURCHASES);

  /** Of tests there is none. */
  static final String MONEY =
      """
      select attempts.currency::text as currency,
        coalesce(sum(amount) filter (where captured_at is not null), 0) as captured,
        coalesce(sum(amount) filter (where captured_at is null and given_back is null), 0) as held,
        coalesce(sum(amount) filter (where given_back = 'REFUNDED'), 0)
          + coalesce(sum(gone.sent_back), 0) as refunded
      from %s newest
      join purchases bought on bought.id = newest.id and not bought.test
      join payment_attempts attempts on attempts.purchase_id = newest.id and state = 'AUTHORIZED'
      left join lateral (
        select sent_back from money_gone where money_gone.purchase_id = newest.id) gone on true
      group by attempts.currency order by attempts.currency
      """
          .formatted(NEWEST);

  static final String DISPUTES =
      """
      select purchase_id, kind, amount, currency::text as currency, read_at
      from late_events
      where purchase_id = any (array%s) and kind like 'DISPUTE%%'
      order by read_at desc, purchase_id limit :most
      """
          .formatted(NEWEST);

  static final String PEOPLE =
      """
      select id, name, role, disabled_at is not null as disabled
      from users where organization_id = :organization order by name, id limit :most
      """;

  private final JdbcClient database;

  OrganizationRecords(JdbcClient database) {
    this.database = database;
  }

  /** Empty for one that never was. */
  public Optional<OrganizationRecord> of(OrganizationId organization) {
    return database
        .sql("select id, name, closed_at, test from organizations where id = ?")
        .param(organization.value())
        .query(
            (row, index) -> {
              Columns columns = new Columns(row);
              return new OrganizationRecord(
                  new OrganizationId(columns.uuid("id")),
                  columns.text("name"),
                  columns.instantOrNull("closed_at"),
                  row.getBoolean("test"));
            })
        .optional();
  }

  /** By name, at most that many. */
  public List<Member> people(OrganizationId organization, int most) {
    return database
        .sql(PEOPLE)
        .param("organization", organization.value())
        .param("most", most)
        .query(
            (row, index) ->
                new Member(
                    new UserId(new Columns(row).uuid("id")),
                    row.getString("name"),
                    new Columns(row).text("role"),
                    row.getBoolean("disabled")))
        .list();
  }

  /** Of its newest {@link #PURCHASES} purchases, by currency. */
  public List<PaidMoney> money(OrganizationId organization) {
    return database
        .sql(MONEY)
        .param("organization", organization.value())
        .query(
            (row, index) ->
                new PaidMoney(money(row, "captured"), money(row, "held"), money(row, "refunded")))
        .list();
  }

  /**
   * What was said of each dispute over these purchases last, the newest first; at most that many.
   */
  public List<Dispute> disputes(OrganizationId organization, int most) {
    return database
        .sql(DISPUTES)
        .param("organization", organization.value())
        .param("most", most)
        .query(
            (row, index) -> {
              Columns columns = new Columns(row);
              return new Dispute(
                  new PurchaseId(row.getObject("purchase_id", UUID.class)),
                  Timelines.Kind.valueOf(columns.text("kind")),
                  columns.moneyOrNull("amount"),
                  columns.instant("read_at"));
            })
        .list();
  }

  private static Money money(ResultSet row, String column) throws SQLException {
    return new Columns(row).money(column);
  }

  /**
   * @param closedAt null where it is open
   * @param test whether what it buys from now on is a test
   */
  public record OrganizationRecord(
      OrganizationId id, String name, @Nullable Instant closedAt, boolean test) {}

  /**
   * @param name login name
   */
  public record Member(UserId id, String name, String role, boolean disabled) {}

  /**
   * @param captured taken, whatever went back since
   * @param held authorized, and neither taken nor given back
   * @param refunded of what was taken
   */
  public record PaidMoney(Money captured, Money held, Money refunded) {}

  /**
   * @param amount null where the platform named none
   */
  public record Dispute(
      PurchaseId purchase, Timelines.Kind kind, @Nullable Money amount, Instant at) {}
}
