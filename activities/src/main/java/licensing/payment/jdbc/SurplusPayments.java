package licensing.payment.jdbc;

import java.sql.Types;
import java.util.List;
import licensing.db.PurchaseJournal;
import licensing.payment.Money;
import licensing.payment.PaymentAttempt;
import licensing.payment.Payments.ReleaseResult;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Money that came late or twice: what was found, and that it went back. */
@Component
public final class SurplusPayments {

  private final JdbcClient database;
  private final PurchaseJournal journal;

  SurplusPayments(JdbcClient database, PurchaseJournal journal) {
    this.database = database;
    this.journal = journal;
  }

  /**
   * To be called before it is given back; once for each transaction.
   *
   * @param amount null where the platform names none
   */
  public void found(PaymentAttempt attempt, String reference, @Nullable Money amount) {
    journal.change(attempt.purchase(), () -> add(attempt, reference, amount));
  }

  private int add(PaymentAttempt attempt, String reference, @Nullable Money amount) {
    return database
        .sql(
            """
            insert into surplus_payments
              (platform_reference, purchase_id, attempt, amount, currency)
            values (:reference, :purchase, :attempt, :amount, :currency) on conflict do nothing
            """)
        .param("reference", reference)
        .param("purchase", attempt.purchase().value())
        .param("attempt", attempt.number())
        .param("amount", amount == null ? null : amount.amount(), Types.NUMERIC)
        .param(
            "currency", amount == null ? null : amount.currency().getCurrencyCode(), Types.VARCHAR)
        .update();
  }

  public void givenBack(PaymentAttempt attempt, String reference, ReleaseResult how) {
    journal.change(
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
        .params(attempt.purchase().value(), attempt.number())
        .query((row, index) -> row.getString(1))
        .list();
  }
}
