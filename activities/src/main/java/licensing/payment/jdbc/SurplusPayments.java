package licensing.payment.jdbc;

import java.util.List;
import java.util.UUID;
import java.util.function.IntSupplier;
import licensing.db.PurchaseJournal;
import licensing.payment.PaymentAttempt;
import licensing.payment.ReleaseResult;
import licensing.purchase.PurchaseId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** Money that came late or twice: what was found, and that it went back. */
public final class SurplusPayments {

  private final JdbcClient database;
  private final PurchaseJournal journal;
  private final TransactionOperations transaction;

  SurplusPayments(JdbcClient database, PurchaseJournal journal, TransactionOperations transaction) {
    this.database = database;
    this.journal = journal;
    this.transaction = transaction;
  }

  /** To be called before it is given back; once for each transaction. */
  public void found(PaymentAttempt attempt, String reference) {
    change(
        attempt.purchase(),
        () ->
            database
                .sql(
                    """
                    insert into surplus_payments (platform_reference, purchase_id, attempt)
                    values (?, ?, ?) on conflict do nothing
                    """)
                .params(reference, id(attempt), attempt.number())
                .update());
  }

  public void givenBack(PaymentAttempt attempt, String reference, ReleaseResult how) {
    change(
        attempt.purchase(),
        () ->
            database
                .sql(
                    """
                    update surplus_payments set given_back = ?, given_back_at = now()
                    where platform_reference = ? and given_back is null
                    """)
                .params(how.name(), reference)
                .update());
  }

  /** Everything that was ever found for the attempt, by reference. */
  public List<String> of(PaymentAttempt attempt) {
    return database
        .sql(
            """
            select platform_reference from surplus_payments
            where purchase_id = ? and attempt = ? order by found_at, platform_reference
            """)
        .params(id(attempt), attempt.number())
        .query((row, index) -> row.getString(1))
        .list();
  }

  private void change(PurchaseId purchase, IntSupplier insertOrCompareAndSet) {
    transaction.executeWithoutResult(
        status -> {
          journal.lock(purchase);
          if (insertOrCompareAndSet.getAsInt() > 0) {
            journal.changed(purchase);
          }
        });
  }

  private static UUID id(PaymentAttempt attempt) {
    return UUID.fromString(attempt.purchase().value());
  }
}
