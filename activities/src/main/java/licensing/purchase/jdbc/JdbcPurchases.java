package licensing.purchase.jdbc;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import licensing.db.PurchaseJournal;
import licensing.payment.PaymentAttempt;
import licensing.payment.jdbc.AttemptStore;
import licensing.purchase.PurchaseId;
import licensing.purchase.Purchases;
import licensing.purchase.Subscription;
import licensing.purchase.message.MoneyMove;
import licensing.purchase.message.Objection;
import licensing.purchase.message.Proposal;
import licensing.purchase.message.Refusal;
import licensing.purchase.message.SupportRequest;
import licensing.purchase.status.Attention;
import licensing.purchase.status.PurchaseAction;
import licensing.purchase.status.PurchaseOutcome;
import org.jspecify.annotations.Nullable;
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
    change(
        subscription.purchase(),
        id -> rows.add(SubscriptionRow.of(subscription)) + rows.add(ConsentRow.of(subscription)));
    return recordedEnd(subscription.purchase());
  }

  @Override
  public PurchaseOutcome.@Nullable Kind openAttempt(
      PaymentAttempt attempt, @Nullable Instant payBefore) {
    if (payBefore != null) {
      extendDeadline(attempt.purchase(), payBefore);
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
  public void noteAttention(PurchaseId purchase, @Nullable Attention attention, String why) {
    change(
        purchase,
        id ->
            switch (attention) {
              case null -> rows.noteTrouble(id, null, null, LASTING);
              case Attention lasting when lasting.isLasting() ->
                  rows.noteLasting(id, lasting.label(), why, LASTING);
              default -> rows.noteTrouble(id, attention.label(), why, LASTING);
            });
  }

  @Override
  public @Nullable String recordSupportAction(
      PurchaseId purchase, String action, SupportRequest request) {
    return noted(purchase, action, request, null, id -> {});
  }

  @Override
  public @Nullable String recordProposal(PurchaseId purchase, Proposal proposal) {
    MoneyMove move = proposal.move();
    return noted(purchase, "propose: " + move.words(), proposal.request(), move, id -> {});
  }

  @Override
  public @Nullable Objection recordMoneyMove(
      PurchaseId purchase, MoneyMove move, SupportRequest request) {
    return transaction.execute(
        status -> {
          journal.lock(purchase);
          if (isSecondPersonMissing(purchase.value(), move.words(), request)) {
            return new Objection(
                Refusal.SECOND_PERSON_NEEDED, "nobody else has proposed to " + move.words());
          }
          String between = recordSupportAction(purchase, move.words(), request);
          return between == null ? null : new Objection(Refusal.CHANGED_SINCE, between);
        });
  }

  /** A repetition of what is noted already is no second move. */
  private boolean isSecondPersonMissing(UUID id, String action, SupportRequest request) {
    return rows.price(id).map(Price::money).filter(secondPerson::isNeededFor).isPresent()
        && !rows.isProposedByAnother(id, action, request.operator())
        && !rows.isNoted(id, action, request);
  }

  @Override
  public @Nullable String recordSettled(PurchaseId purchase, SupportRequest request) {
    String action = PurchaseAction.MARK_AS_SETTLED.words();
    return noted(purchase, action, request, null, id -> rows.settleAttention(id, LASTING));
  }

  /**
   * What follows from an action follows with its note, and so once.
   *
   * @param proposed null for what is done and not proposed
   */
  private @Nullable String noted(
      PurchaseId purchase,
      String action,
      SupportRequest request,
      @Nullable MoneyMove proposed,
      Consumer<UUID> effect) {
    UUID id = purchase.value();
    return transaction.execute(
        status -> {
          journal.lock(purchase);
          if (rows.addSupportAction(id, action, request, proposed) == 1) {
            effect.accept(id);
            journal.changed(purchase);
            return null;
          }
          return rows.isNoted(id, action, request) ? null : between(id, request.versionSeen());
        });
  }

  /** What was faster than an action on that version. */
  private String between(UUID purchase, long versionSeen) {
    String faster = rows.actionOn(purchase, versionSeen);
    return faster == null ? "the purchase moved on" : faster;
  }

  @Override
  public void extendDeadline(PurchaseId purchase, Instant payBefore) {
    change(purchase, id -> rows.extendDeadline(id, payBefore));
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
