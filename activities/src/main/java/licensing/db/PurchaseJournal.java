package licensing.db;

import java.sql.Types;
import java.util.Map;
import java.util.function.IntSupplier;
import licensing.evidence.EvidenceStore;
import licensing.outbox.Outbox;
import licensing.outbox.OutboxEvent;
import licensing.purchase.PurchaseId;
import licensing.purchase.status.PurchaseOutcome;
import licensing.purchase.status.PurchaseState.PurchaseStep;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The row of a purchase, as every change around it touches it: locked before anything else, so that
 * no two changes ever wait for each other crosswise, and counted and announced with the change. A
 * change of a purchase that has ended, its end above all, is kept as evidence.
 */
@Component
public final class PurchaseJournal {

  /** Where changes are announced; what is sent there is the purchase's id. */
  public static final String CHANNEL = "purchase_changed";

  /** Where they are announced to the buyers' organizations; what is sent there is their id. */
  public static final String ORGANIZATIONS = "organization_changed";

  private final JdbcClient database;
  private final EvidenceStore evidence;
  private final Outbox outbox;
  private final TransactionOperations transaction;

  PurchaseJournal(
      JdbcClient database,
      EvidenceStore evidence,
      Outbox outbox,
      TransactionOperations transaction) {
    this.database = database;
    this.evidence = evidence;
    this.outbox = outbox;
    this.transaction = transaction;
  }

  /**
   * Changes something around the purchase, in one transaction, and counts and announces it if that
   * came first.
   *
   * @param insertOrCompareAndSet returns how many rows it changed
   * @return whether it changed any
   */
  public boolean change(PurchaseId purchase, IntSupplier insertOrCompareAndSet) {
    return change(purchase, insertOrCompareAndSet, () -> changed(purchase));
  }

  /** As {@link #change(PurchaseId, IntSupplier)}, and notes the step that it comes to by that. */
  public boolean change(PurchaseId purchase, PurchaseStep step, IntSupplier insertOrCompareAndSet) {
    return change(purchase, insertOrCompareAndSet, () -> entered(purchase, step));
  }

  private boolean change(
      PurchaseId purchase, IntSupplier insertOrCompareAndSet, Runnable announce) {
    return Boolean.TRUE.equals(
        transaction.execute(
            status -> {
              lock(purchase);
              boolean first = insertOrCompareAndSet.getAsInt() > 0;
              if (first) {
                announce.run();
              }
              return first;
            }));
  }

  /** To be called first in a transaction. Nothing happens for a purchase that is not recorded. */
  public void lock(PurchaseId purchase) {
    database
        .sql("select 1 from purchases where id = ? for no key update")
        .param(purchase.value())
        .query(Integer.class)
        .optional();
  }

  /**
   * Counts a change and announces it once the transaction is committed. To be called last in a
   * transaction: what it keeps as evidence is what the rows say now.
   */
  public void changed(PurchaseId purchase) {
    announce(purchase, "version = version + 1");
  }

  /** As {@link #changed}, and notes the step. A purchase that ended stays ended. */
  public void entered(PurchaseId purchase, PurchaseStep step) {
    announce(
        purchase,
        "version = version + 1, step = case when outcome is null then '%s' else step end"
            .formatted(step.name()));
  }

  /**
   * Notes how the purchase ended, of which others are told; the caller counts and announces it.
   *
   * @return 1, or 0 where an earlier end stays
   */
  public int end(PurchaseId purchase, PurchaseOutcome.Kind outcome, @Nullable String reason) {
    int ended =
        database
            .sql(
                """
                update purchases
                set step = 'ENDED', outcome = :outcome, outcome_reason = :reason, ended_at = now()
                where id = :purchase and outcome is null
                """)
            .param("outcome", outcome.name())
            .param("reason", reason, Types.VARCHAR)
            .param("purchase", purchase.value())
            .update();
    if (ended == 1) {
      outbox.record(OutboxEvent.PURCHASE_ENDED, purchase, "", Map.of("outcome", outcome.name()));
    }
    return ended;
  }

  private void announce(PurchaseId purchase, String assignments) {
    boolean ended =
        database
            .sql(
                """
                with changed as (update purchases set %s where id = :purchase returning *)
                select outcome is not null, pg_notify('%s', id::text),
                  pg_notify('%s', organization_id::text)
                from changed
                """
                    .formatted(assignments, CHANNEL, ORGANIZATIONS))
            .param("purchase", purchase.value())
            .query((row, index) -> row.getBoolean(1))
            .optional()
            .orElse(false);
    if (ended) {
      evidence.keep(purchase);
    }
  }
}
