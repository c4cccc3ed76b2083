package licensing.payment.jdbc;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import licensing.db.PurchaseJournal;
import licensing.payment.AttemptState;
import licensing.payment.Authorization;
import licensing.payment.AuthorizationResult;
import licensing.payment.AuthorizationResult.Authorized;
import licensing.payment.AuthorizationResult.Declined;
import licensing.payment.AuthorizationResult.NotCharged;
import licensing.payment.AuthorizationResult.NotFound;
import licensing.payment.AuthorizationResult.NotHandedIn;
import licensing.payment.AuthorizationResult.NotTaken;
import licensing.payment.AuthorizationResult.Unknown;
import licensing.payment.PaymentAttempt;
import licensing.payment.ReleaseResult;
import licensing.purchase.PurchaseId;
import licensing.purchase.status.PurchaseOutcome;
import licensing.purchase.status.PurchaseStep;
import org.springframework.transaction.support.TransactionOperations;

/**
 * What becomes of an attempt on the platform. Everything known of a request is written against the
 * moment it became charging, so that a late answer never decides over a later request.
 */
public final class Charges {

  private final AttemptRepository rows;
  private final PaymentSecrets secrets;
  private final PurchaseJournal journal;
  private final TransactionOperations transaction;

  Charges(
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
   * To be committed before the request leaves.
   *
   * @return the moment that names this request; empty when the attempt is not submitted
   */
  public Optional<Instant> start(PaymentAttempt attempt, Instant now) {
    Instant since = now.truncatedTo(ChronoUnit.MICROS);
    boolean first =
        change(attempt, key -> rows.startCharging(key.purchaseId(), key.number(), since));
    return first ? Optional.of(since) : Optional.empty();
  }

  public Optional<RecordedAttempt> find(PaymentAttempt attempt) {
    return rows.findById(AttemptKey.of(attempt)).map(AttemptRow::toAttempt);
  }

  /**
   * Writes what is known of a request.
   *
   * @param since names the request
   * @return whether the row took it; if not, it is known already, or decided otherwise
   */
  public boolean record(PaymentAttempt attempt, Instant since, AuthorizationResult result) {
    Consumer<PurchaseId> announce =
        result instanceof Authorized
            ? purchase -> journal.entered(purchase, PurchaseStep.ACTIVATE_LICENSE)
            : journal::changed;
    return change(attempt, key -> write(attempt, key, since, result), announce);
  }

  /** The money is taken, and with it the purchase has ended: one transaction says both. */
  public void captured(PaymentAttempt attempt) {
    change(
        attempt,
        key ->
            rows.capture(key.purchaseId(), key.number())
                + journal.end(attempt.purchase(), PurchaseOutcome.Kind.LICENSED, null));
  }

  public void givenBack(PaymentAttempt attempt, ReleaseResult how) {
    change(attempt, key -> rows.giveBack(key.purchaseId(), key.number(), how));
  }

  private int write(
      PaymentAttempt attempt, AttemptKey key, Instant since, AuthorizationResult result) {
    return switch (result) {
      case Authorized authorized -> erasing(attempt, adopt(key, since, authorized.authorization()));
      case Declined declined ->
          erasing(attempt, decide(key, since, AttemptState.DECLINED, declined.reason()));
      case NotCharged not ->
          erasing(attempt, decide(key, since, AttemptState.NOT_CHARGED, not.reason()));
      case NotFound not -> erasing(attempt, notFound(key, since, not.reason()));
      case NotHandedIn none -> 0;
      // Its secret is kept: the same request may be sent again.
      case NotTaken not -> rows.setBack(key.purchaseId(), key.number(), since, not.reason());
      case Unknown unknown -> decide(key, since, AttemptState.UNKNOWN, unknown.reason());
    };
  }

  private int notFound(AttemptKey key, Instant since, String reason) {
    int changed = decide(key, since, AttemptState.NOT_CHARGED, reason);
    if (changed == 1) {
      rows.watch(key.purchaseId(), key.number());
    }
    return changed;
  }

  private int decide(AttemptKey key, Instant since, AttemptState state, String reason) {
    return rows.decide(key.purchaseId(), key.number(), since, state, reason);
  }

  private int erasing(PaymentAttempt attempt, int changed) {
    if (changed == 1) {
      secrets.erase(attempt.purchase(), attempt.number());
    }
    return changed;
  }

  private int adopt(AttemptKey key, Instant since, Authorization authorization) {
    return rows.authorize(
        key.purchaseId(),
        key.number(),
        since,
        authorization.reference(),
        authorization.authorizedAt(),
        authorization.card());
  }

  private boolean change(PaymentAttempt attempt, ToIntFunction<AttemptKey> compareAndSet) {
    return change(attempt, compareAndSet, journal::changed);
  }

  private boolean change(
      PaymentAttempt attempt,
      ToIntFunction<AttemptKey> compareAndSet,
      Consumer<PurchaseId> announce) {
    return Boolean.TRUE.equals(
        transaction.execute(
            status -> {
              journal.lock(attempt.purchase());
              boolean changed = compareAndSet.applyAsInt(AttemptKey.of(attempt)) > 0;
              if (changed) {
                announce.accept(attempt.purchase());
              }
              return changed;
            }));
  }
}
