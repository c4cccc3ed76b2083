package licensing.license.jdbc;

import licensing.purchase.PurchaseId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Whether a license works: the one place that says so, whoever decided it. To be called within a
 * transaction that has locked the purchase's row, and counts the change.
 */
@Component
public final class LicenseRows {

  private final JdbcClient database;

  LicenseRows(JdbcClient database) {
    this.database = database;
  }

  /** Whether there is one that does not work. */
  public boolean isSuspended(PurchaseId purchase) {
    return database
        .sql(
            "select exists (select from licenses where purchase_id = ? and suspended_at is not null)")
        .param(purchase.value())
        .query((row, index) -> row.getBoolean(1))
        .single();
  }

  /** Whether there is one that works though its money, or a part of it, is known to be gone. */
  public boolean worksWithoutMoney(PurchaseId purchase) {
    return database
        .sql(
            """
            select exists (
              select from licenses join purchases on purchases.id = purchase_id
              where purchase_id = ? and suspended_at is null and outcome is not null
                and (outcome = 'SUSPENDED' or exists (
                  select from money_gone where money_gone.purchase_id = licenses.purchase_id)))
            """)
        .param(purchase.value())
        .query((row, index) -> row.getBoolean(1))
        .single();
  }

  /** Returns 1, or 0 where none works. */
  public int suspend(PurchaseId purchase, String reason) {
    return database
        .sql(
            """
            update licenses set suspended_at = now(), suspended_reason = ?
            where purchase_id = ? and suspended_at is null
            """)
        .params(reason, purchase.value())
        .update();
  }

  /**
   * What was read of its payments before is settled by that, so the time is that of the lock.
   *
   * @return 1, or 0 where none is suspended
   */
  public int reinstate(PurchaseId purchase) {
    return database
        .sql(
            """
            update licenses
            set suspended_at = null, suspended_reason = null, reinstated_at = clock_timestamp()
            where purchase_id = ? and suspended_at is not null
            """)
        .param(purchase.value())
        .update();
  }
}
