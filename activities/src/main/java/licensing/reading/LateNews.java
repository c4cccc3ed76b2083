package licensing.reading;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import licensing.buyer.OrganizationId;
import licensing.db.Columns;
import licensing.payment.Money;
import licensing.purchase.PurchaseId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What came of a purchase's payments after all, and of payments that came late or twice. */
@Component
public final class LateNews {

  /** A surplus that was found by an earlier version has the amount of its attempt. */
  private static final String NEWS =
      """
      select * from (
        select surplus.purchase_id, 'SURPLUS_' || coalesce(surplus.given_back, 'FOUND') as kind,
          coalesce(surplus.amount, attempt.amount) as amount,
          coalesce(surplus.currency, attempt.currency) as currency,
          coalesce(surplus.given_back_at, surplus.found_at) as since, surplus.platform_reference as reference
        from surplus_payments surplus
        join payment_attempts attempt
          on attempt.purchase_id = surplus.purchase_id and attempt.number = surplus.attempt
        union all
        select purchase_id, kind, amount, currency, read_at, platform_reference from late_events
      ) news
      """;

  private static final String IN_ORDER = " order by since, reference, kind";

  private final JdbcClient database;

  LateNews(JdbcClient database) {
    this.database = database;
  }

  /** In the order in which it happened; empty for another organization's purchase. */
  public List<Item> of(PurchaseId purchase, OrganizationId organization) {
    return database
        .sql(
            NEWS
                + """
                where purchase_id = (
                  select id from purchases where id = ? and organization_id = ?)
                """
                + IN_ORDER)
        .params(purchase.value(), organization.value())
        .query(LateNews::read)
        .list();
  }

  /** For support staff only: whatever organization it is of. */
  public List<Item> forSupport(PurchaseId purchase) {
    return database
        .sql(NEWS + "where purchase_id = ?" + IN_ORDER)
        .param(purchase.value())
        .query(LateNews::read)
        .list();
  }

  private static Item read(ResultSet row, int index) throws SQLException {
    Columns columns = new Columns(row);
    return new Item(
        Kind.valueOf(columns.text("kind")),
        columns.moneyOrNull("amount"),
        columns.instant("since"),
        columns.text("reference"));
  }

  /**
   * One thing to be told.
   *
   * @param amount null where the platform names none
   * @param since when it came to be so
   * @param reference the platform's id of the payment, for support staff
   */
  public record Item(Kind kind, @Nullable Money amount, Instant since, String reference) {}

  /** What it is about; the names are keys of messages. */
  public enum Kind {
    /** A payment beside the adopted one, which is being given back. */
    SURPLUS_FOUND,
    SURPLUS_RELEASED,
    SURPLUS_REFUNDED,
    DISPUTE_OPEN,
    DISPUTE_WON,
    DISPUTE_LOST,
    SETTLEMENT_DECLINED,
    REFUND_FAILED,
    REFUND_MADE_GOOD
  }
}
