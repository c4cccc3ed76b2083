package licensing.reading.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import licensing.buyer.OrganizationId;
import licensing.db.Columns;
import licensing.purchase.PurchaseId;
import licensing.reading.LateNews;
import org.springframework.jdbc.core.simple.JdbcClient;

final class JdbcLateNews implements LateNews {

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

  JdbcLateNews(JdbcClient database) {
    this.database = database;
  }

  @Override
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
        .query(JdbcLateNews::read)
        .list();
  }

  @Override
  public List<Item> forSupport(PurchaseId purchase) {
    return database
        .sql(NEWS + "where purchase_id = ?" + IN_ORDER)
        .param(purchase.value())
        .query(JdbcLateNews::read)
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
}
