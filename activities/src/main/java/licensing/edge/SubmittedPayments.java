package licensing.edge;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import licensing.buyer.Buyer;
import licensing.buyer.Buyer.OrganizationId;
import licensing.buyer.Buyer.UserId;
import licensing.payment.PaymentAttempt.State;
import licensing.payment.jdbc.AttemptStore;
import licensing.payment.jdbc.AttemptStore.RecordedAttempt;
import licensing.payment.jdbc.PaymentSecrets;
import licensing.payment.jdbc.PaymentSecrets.PaymentSecret;
import licensing.purchase.PurchaseId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Payments that buyers handed in on the payment page, until the process took them over. */
@Component
public final class SubmittedPayments {

  private final JdbcClient database;
  private final AttemptStore attempts;
  private final PaymentSecrets secrets;
  private final DeclineLimit declines;
  private final TransactionOperations transaction;

  SubmittedPayments(
      JdbcClient database,
      AttemptStore attempts,
      PaymentSecrets secrets,
      DeclineLimit declines,
      TransactionOperations transaction) {
    this.database = database;
    this.attempts = attempts;
    this.secrets = secrets;
    this.declines = declines;
    this.transaction = transaction;
  }

  /**
   * Keeps a payment for an attempt, if it is the first one: one compare-and-set on the attempt's
   * row decides. What is dropped is not stored.
   *
   * @param secret what the platform's form gave; stored encrypted, apart from the evidence
   * @param device what the platform's form says of the browser, for its fraud checks
   */
  public Answer handIn(PurchaseId purchase, int attempt, String secret, @Nullable String device) {
    PaymentSecret handedIn = new PaymentSecret(secret, device);
    return Objects.requireNonNull(
        transaction.execute(
            status -> {
              if (declines.isReached(purchase) || !attempts.submit(purchase, attempt)) {
                return refusal(purchase, attempt);
              }
              keep(purchase, attempt, handedIn);
              return Answer.KEPT;
            }));
  }

  /** Takes payments whose report Temporal has not acknowledged; no other caller gets them soon. */
  public List<Unreported> claimUnreported(int limit) {
    return database
        .sql(
            """
            with claimed as (
              select purchase_id, attempt from submitted_payments
              where reported_at is null and (claimed_until is null or claimed_until < now())
              order by submitted_at limit ? for update skip locked)
            update submitted_payments submitted set claimed_until = now() + interval '30 seconds'
            from claimed join purchases on purchases.id = claimed.purchase_id
            where (submitted.purchase_id, submitted.attempt)
              = (claimed.purchase_id, claimed.attempt)
            returning claimed.purchase_id, claimed.attempt,
              purchases.organization_id, purchases.user_id
            """)
        .param(limit)
        .query(SubmittedPayments::unreported)
        .list();
  }

  /** Notes that Temporal acknowledged the report. */
  public void reported(PurchaseId purchase, int attempt) {
    database
        .sql(
            "update submitted_payments set reported_at = now()"
                + " where purchase_id = ? and attempt = ? and reported_at is null")
        .params(purchase.value(), attempt)
        .update();
  }

  /** Claimed for a moment by whoever hands it in, so that the relay does not report it as well. */
  private void keep(PurchaseId purchase, int attempt, PaymentSecret secret) {
    database
        .sql(
            "insert into submitted_payments (purchase_id, attempt, claimed_until)"
                + " values (?, ?, now() + interval '3 seconds')")
        .params(purchase.value(), attempt)
        .update();
    secrets.keep(purchase, attempt, secret);
  }

  /** By the attempt itself, if it takes no card: what became of an earlier one matters more. */
  private Answer refusal(PurchaseId purchase, int attempt) {
    State state = attempts.find(purchase, attempt).map(RecordedAttempt::state).orElse(State.CLOSED);
    if (state == State.OPEN) {
      return Answer.TOO_MANY_DECLINES;
    }
    return state.isUnderWay() || state == State.AUTHORIZED
        ? Answer.ALREADY_BEING_PROCESSED
        : Answer.NO_LONGER_OPEN;
  }

  private static Unreported unreported(ResultSet row, int index) throws SQLException {
    Buyer buyer =
        new Buyer(
            new OrganizationId(row.getObject("organization_id", UUID.class)),
            new UserId(row.getObject("user_id", UUID.class)));
    return new Unreported(
        PurchaseId.of(row.getString("purchase_id")), buyer, row.getInt("attempt"));
  }

  /** What became of handing in. */
  public enum Answer {
    KEPT,
    /** An earlier payment of this attempt is being processed. */
    ALREADY_BEING_PROCESSED,
    /** No card is taken for a while: see {@link DeclineLimit}. */
    TOO_MANY_DECLINES,
    /** The attempt, or the whole purchase, is over. */
    NO_LONGER_OPEN
  }

  /** A payment to report to its purchase. */
  public record Unreported(PurchaseId purchase, Buyer buyer, int attempt) {}
}
