package licensing.purchase.jdbc;

import io.temporal.failure.ApplicationFailure;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.ToIntFunction;
import licensing.db.PurchaseJournal;
import licensing.payment.PaymentAttempt;
import licensing.payment.jdbc.AttemptStore;
import licensing.purchase.PurchaseId;
import licensing.purchase.Purchases;
import licensing.purchase.Subscription;
import licensing.purchase.message.MoneyDecision;
import licensing.purchase.message.Refusal;
import licensing.purchase.message.Rejection;
import licensing.purchase.message.SupportCommand;
import licensing.purchase.message.SupportRequest;
import licensing.purchase.status.Attention;
import licensing.purchase.status.PurchaseOutcome;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.support.TransactionOperations;

final class JdbcPurchases implements Purchases {

  private static final List<String> LASTING =
      Arrays.stream(Attention.values()).filter(Attention::isLasting).map(Attention::label).toList();

  private final PurchaseRepository rows;
  private final AttemptStore attempts;
  private final PurchaseJournal journal;
  private final TransactionOperations transaction;
  private final SecondPerson secondPerson;

  JdbcPurchases(
      PurchaseRepository rows,
      AttemptStore attempts,
      PurchaseJournal journal,
      TransactionOperations transaction,
      SecondPerson secondPerson) {
    this.rows = rows;
    this.attempts = attempts;
    this.journal = journal;
    this.transaction = transaction;
    this.secondPerson = secondPerson;
  }

  @Override
  public PurchaseOutcome.@Nullable Kind recordSubscription(Subscription subscription) {
    try {
      change(
          subscription.purchase(),
          id -> rows.add(SubscriptionRow.of(subscription)) + rows.add(ConsentRow.of(subscription)));
    } catch (DataIntegrityViolationException gone) {
      throw ApplicationFailure.newNonRetryableFailure(
          "the buyer or the organization is no longer known", CANNOT_BE_RECORDED);
    }
    return recordedEnd(subscription.purchase());
  }

  @Override
  public PurchaseOutcome.@Nullable Kind openAttempt(
      PaymentAttempt attempt, @Nullable Instant payBefore) {
    if (payBefore != null) {
      change(attempt.purchase(), id -> rows.extendDeadline(id, payBefore));
    }
    attempts.open(attempt);
    return recordedEnd(attempt.purchase());
  }

  @Override
  public AttemptClosing closeAttempt(PaymentAttempt attempt, boolean neverTaken) {
    return attempts.close(attempt, neverTaken)
        ? AttemptClosing.CLOSED
        : AttemptClosing.PAYMENT_SUBMITTED;
  }

  @Override
  public PurchaseOutcome.@Nullable Kind end(PurchaseId purchase, PurchaseOutcome outcome) {
    change(
        purchase,
        id -> {
          // No page may take a payment for a purchase that nobody waits for any more.
          attempts.closeAll(purchase);
          return journal.end(purchase, outcome.kind(), reason(outcome));
        });
    PurchaseOutcome.Kind recorded = recordedEnd(purchase);
    return recorded == outcome.kind() ? null : recorded;
  }

  @Override
  public void noteAttention(
      PurchaseId purchase, long sequence, @Nullable Attention attention, String why) {
    change(
        purchase,
        id ->
            rows.hear(id, sequence) == 0
                ? 0
                : switch (attention) {
                  case null -> rows.noteTrouble(id, null, null, LASTING);
                  case Attention lasting when lasting.isLasting() ->
                      rows.noteLasting(id, lasting.label(), why, LASTING);
                  default -> rows.noteTrouble(id, attention.label(), why, LASTING);
                });
  }

  @Override
  public @Nullable Rejection recordSupport(PurchaseId purchase, SupportCommand command) {
    UUID id = purchase.value();
    SupportRequest request = command.request();
    return transaction.execute(
        status -> {
          journal.lock(purchase);
          if (rows.isNoted(id, command.words(), request)) {
            return null; // A repetition: what followed has followed.
          }
          if (command.decides() != null && isSecondPersonMissing(id, command)) {
            return new Rejection(
                Refusal.SECOND_PERSON_NEEDED, "nobody else has proposed to " + command.words());
          }
          MoneyDecision proposed =
              command instanceof SupportCommand.Propose(var _, MoneyDecision decision)
                  ? decision
                  : null;
          if (rows.addSupportAction(id, command.words(), request, proposed) != 1) {
            return new Rejection(Refusal.CHANGED_SINCE, between(id, request.versionSeen()));
          }
          follow(id, command);
          journal.changed(purchase);
          return null;
        });
  }

  private void follow(UUID id, SupportCommand command) {
    if (command instanceof SupportCommand.ExtendDeadline(var _, Instant payBefore)) {
      rows.extendDeadline(id, payBefore);
    } else if (command instanceof SupportCommand.MarkAsSettled) {
      rows.settleAttention(id, LASTING);
    }
  }

  private boolean isSecondPersonMissing(UUID id, SupportCommand command) {
    return rows.price(id).map(Price::money).filter(secondPerson::isNeededFor).isPresent()
        && !rows.isProposedByAnother(id, command.words(), command.request().operator());
  }

  /** What was faster than an action on that version. */
  private String between(UUID purchase, long versionSeen) {
    String faster = rows.actionOn(purchase, versionSeen);
    return faster == null ? "the purchase moved on" : faster;
  }

  private PurchaseOutcome.@Nullable Kind recordedEnd(PurchaseId purchase) {
    String outcome = rows.outcome(purchase.value());
    return outcome == null ? null : PurchaseOutcome.Kind.valueOf(outcome);
  }

  private void change(PurchaseId purchase, ToIntFunction<UUID> insertOrCompareAndSet) {
    transaction.executeWithoutResult(
        status -> {
          journal.lock(purchase);
          if (insertOrCompareAndSet.applyAsInt(purchase.value()) > 0) {
            journal.changed(purchase);
          }
        });
  }

  private static @Nullable String reason(PurchaseOutcome outcome) {
    return switch (outcome) {
      case PurchaseOutcome.Licensed licensed -> null;
      case PurchaseOutcome.Withdrawn withdrawn -> null;
      case PurchaseOutcome.Lapsed lapsed -> lapsed.during().words();
      case PurchaseOutcome.Declined declined -> declined.lastReason();
      case PurchaseOutcome.GivenBack givenBack -> givenBack.reason() + ": " + givenBack.how();
      case PurchaseOutcome.Suspended suspended -> suspended.reason();
      case PurchaseOutcome.EndedBefore before -> null;
    };
  }
}
