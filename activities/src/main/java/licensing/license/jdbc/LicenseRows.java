package licensing.license.jdbc;

import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import licensing.outbox.Outbox;
import licensing.outbox.OutboxEvent;
import licensing.purchase.PurchaseId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Whether a license works: the one place that says so, whoever decided it, and that tells others of
 * it. To be called within a transaction that has locked the purchase's row, and counts the change.
 */
@Component
public final class LicenseRows {

  /** How the reason begins where support decided it: the words behind it are support's own. */
  public static final String BY_SUPPORT = "support suspended it: ";

  private final JdbcClient database;
  private final Outbox outbox;

  LicenseRows(JdbcClient database, Outbox outbox) {
    this.database = database;
    this.outbox = outbox;
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
    Optional<OffsetDateTime> suspended =
        database
            .sql(
                """
                update licenses set suspended_at = now(), suspended_reason = ?
                where purchase_id = ? and suspended_at is null
                returning suspended_at
                """)
            .params(reason, purchase.value())
            .query(OffsetDateTime.class)
            .optional();
    // Others are told who decided it, and never what support wrote.
    String because = reason.startsWith(BY_SUPPORT) ? "support" : "payment";
    suspended.ifPresent(
        at ->
            outbox.record(
                OutboxEvent.LICENSE_SUSPENDED,
                purchase,
                at.toInstant().toString(),
                Map.of("reason", because)));
    return suspended.isPresent() ? 1 : 0;
  }

  /**
   * What was read of its payments before is settled by that, so the time is that of the lock.
   *
   * @return 1, or 0 where none is suspended
   */
  public int reinstate(PurchaseId purchase) {
    Optional<OffsetDateTime> reinstated =
        database
            .sql(
                """
                update licenses
                set suspended_at = null, suspended_reason = null, reinstated_at = clock_timestamp()
                where purchase_id = ? and suspended_at is not null
                returning reinstated_at
                """)
            .param(purchase.value())
            .query(OffsetDateTime.class)
            .optional();
    reinstated.ifPresent(
        at ->
            outbox.record(
                OutboxEvent.LICENSE_REINSTATED, purchase, at.toInstant().toString(), Map.of()));
    return reinstated.isPresent() ? 1 : 0;
  }
}
