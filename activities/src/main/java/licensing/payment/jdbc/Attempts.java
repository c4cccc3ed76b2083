package licensing.payment.jdbc;

import static licensing.payment.AttemptState.CLOSED;
import static licensing.payment.AttemptState.OPEN;
import static licensing.payment.AttemptState.SUBMITTED;

import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import licensing.db.PurchaseJournal;
import licensing.payment.AttemptState;
import licensing.payment.PaymentAttempt;
import licensing.purchase.PurchaseId;
import licensing.purchase.status.PurchaseStep;
import org.springframework.transaction.support.TransactionOperations;

/** Opens attempts, takes payments in for them, and closes them. */
public final class Attempts {

  private final AttemptRepository rows;
  private final PaymentSecrets secrets;
  private final PurchaseJournal journal;
  private final TransactionOperations transaction;

  Attempts(
      AttemptRepository rows,
      PaymentSecrets secrets,
      PurchaseJournal journal,
      TransactionOperations transaction) {
    this.rows = rows;
    this.secrets = secrets;
    this.journal = journal;
    this.transaction = transaction;
  }

  /**
   * Opens an attempt once; a repetition, or one of a purchase that ended, changes nothing.
   *
   * @throws IllegalStateException when the attempt before it may still hold money
   */
  public void open(PaymentAttempt attempt) {
    change(
        attempt.purchase(),
        () -> {
          requireFormerOver(attempt);
          boolean first = insert(AttemptKey.of(attempt), attempt) == 1;
          if (first) {
            journal.entered(attempt.purchase(), PurchaseStep.AWAIT_PAYMENT);
          }
          return first;
        });
  }

  /**
   * Closes an attempt that is open or, if the platform provably never took it, submitted.
   *
   * @return whether it is closed now, by this call or an earlier one
   */
  public boolean close(PaymentAttempt attempt, boolean neverTaken) {
    AttemptKey key = AttemptKey.of(attempt);
    return change(
        attempt.purchase(),
        () -> {
          if (closed(key, OPEN) || (neverTaken && closedUnanswered(key))) {
            secrets.erase(attempt.purchase(), attempt.number());
            journal.changed(attempt.purchase());
            return true;
          }
          return rows.findById(key).map(AttemptRow::state).orElse(CLOSED) == CLOSED;
        });
  }

  /** Closes what an ended purchase left open, within the transaction that ends it. */
  public void closeAll(PurchaseId purchase) {
    rows.closeOpen(purchase.value());
  }

  /** Takes a payment in: only the first one finds the attempt open. */
  public boolean submit(PurchaseId purchase, int number) {
    return change(
        purchase,
        () -> {
          UUID id = purchase.value();
          boolean first = rows.change(id, number, OPEN, SUBMITTED) == 1;
          if (first) {
            journal.changed(purchase);
          }
          return first;
        });
  }

  /** Empty for one that was never opened. */
  public Optional<AttemptState> stateOf(PurchaseId purchase, int number) {
    return rows.findById(new AttemptKey(purchase.value(), number)).map(AttemptRow::state);
  }

  private boolean closed(AttemptKey key, AttemptState before) {
    return rows.change(key.purchaseId(), key.number(), before, CLOSED) == 1;
  }

  private boolean closedUnanswered(AttemptKey key) {
    return closed(key, SUBMITTED) && rows.watch(key.purchaseId(), key.number()) == 1;
  }

  private int insert(AttemptKey key, PaymentAttempt attempt) {
    return rows.open(
        key.purchaseId(),
        key.number(),
        attempt.amount().amount(),
        attempt.amount().currency().getCurrencyCode());
  }

  private void requireFormerOver(PaymentAttempt attempt) {
    if (attempt.number() == 1) {
      return;
    }
    AttemptKey former = new AttemptKey(AttemptKey.of(attempt).purchaseId(), attempt.number() - 1);
    AttemptState state = rows.findById(former).map(AttemptRow::state).orElse(OPEN);
    if (!state.isFinal() || state == AttemptState.AUTHORIZED) {
      throw new IllegalStateException("the attempt before " + attempt + " is " + state);
    }
  }

  private boolean change(PurchaseId purchase, BooleanSupplier work) {
    return Boolean.TRUE.equals(
        transaction.execute(
            status -> {
              journal.lock(purchase);
              return work.getAsBoolean();
            }));
  }
}
