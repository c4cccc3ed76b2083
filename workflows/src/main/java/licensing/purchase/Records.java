package licensing.purchase;

import static licensing.purchase.PurchaseSearchAttributes.ATTENTION;
import static licensing.purchase.PurchaseSearchAttributes.OUTCOME;

import io.temporal.api.enums.v1.ParentClosePolicy;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.ChildWorkflowOptions;
import io.temporal.workflow.Functions.Func1;
import io.temporal.workflow.Functions.Proc1;
import io.temporal.workflow.Workflow;
import java.time.Instant;
import licensing.payment.PaymentAttempt;
import licensing.purchase.Purchases.AttemptClosing;
import licensing.purchase.message.MoneyMove;
import licensing.purchase.message.Objection;
import licensing.purchase.message.Proposal;
import licensing.purchase.message.SupportRequest;
import licensing.purchase.status.Attention;
import licensing.purchase.status.PurchaseAction;
import licensing.purchase.status.PurchaseOutcome;
import org.jspecify.annotations.Nullable;

/** What the process writes down: in the records of the console, and where Temporal is searched. */
final class Records {

  private final PurchaseId purchase;
  private final Timeouts waits;
  private final Story story;
  private @Nullable Attention attention;
  private PurchaseOutcome.@Nullable Kind endedBefore;

  Records(PurchaseStart start, Story story) {
    this.purchase = start.purchase();
    this.waits = start.waits();
    this.story = story;
  }

  void subscription(Subscription subscription) {
    endedBefore =
        write(
            "record consent and price, " + subscription.total(),
            purchases -> purchases.recordSubscription(subscription));
  }

  /**
   * @param payBefore until when it may be paid, null where that stays
   */
  void open(PaymentAttempt attempt, @Nullable Instant payBefore) {
    endedBefore =
        write(
            "open payment attempt %d, %s".formatted(attempt.number(), attempt.amount()),
            purchases -> purchases.openAttempt(attempt, payBefore));
  }

  /** After a reset: what is recorded leads on to the end, and nobody is waited for. */
  boolean hadEnded() {
    return endedBefore != null;
  }

  AttemptClosing close(PaymentAttempt attempt, boolean neverTaken) {
    return write(
        "close payment attempt %d if nothing was sent".formatted(attempt.number()),
        purchases -> purchases.closeAttempt(attempt, neverTaken));
  }

  /**
   * Refused where the purchase is no longer as it was seen: somebody was faster, or it moved on.
   */
  void supportAction(PurchaseAction action, SupportRequest request) {
    String between =
        write(
            "note what support did: " + action.words(),
            purchases -> purchases.recordSupportAction(purchase, action.words(), request));
    SupportRequest.mustBeAsSeen(between);
  }

  /** As an action of support, and refused too where a second person is missing. */
  void moneyMove(MoneyMove move, SupportRequest request) {
    if (Workflow.getVersion("second-person", Workflow.DEFAULT_VERSION, 1) < 1) {
      supportAction(move.action(), request);
      return;
    }
    Objection objection =
        write(
            "note what support did: " + move.words(),
            purchases -> purchases.recordMoneyMove(purchase, move, request));
    if (objection != null) {
      throw objection.refusal().because(objection.words());
    }
  }

  void proposal(Proposal proposal) {
    String between =
        write(
            "note what support proposes: " + proposal.move().words(),
            purchases -> purchases.recordProposal(purchase, proposal));
    SupportRequest.mustBeAsSeen(between);
  }

  void deadline(Instant payBefore) {
    note(
        "leave the buyer time until " + Story.words(payBefore),
        purchases -> purchases.extendDeadline(purchase, payBefore));
  }

  /**
   * @return the outcome, or the earlier one that stays
   */
  PurchaseOutcome end(PurchaseOutcome outcome) {
    Workflow.upsertTypedSearchAttributes(OUTCOME.valueSet(outcome.kind().label()));
    if (outcome instanceof PurchaseOutcome.Licensed) {
      return outcome; // The capture recorded it.
    }
    PurchaseOutcome.Kind earlier =
        write(
            "record how the purchase ended: " + outcome.kind().label(),
            purchases -> purchases.end(purchase, outcome));
    return earlier == null ? outcome : endedAs(earlier);
  }

  private PurchaseOutcome endedAs(PurchaseOutcome.Kind earlier) {
    Workflow.upsertTypedSearchAttributes(OUTCOME.valueSet(earlier.label()));
    return new PurchaseOutcome.EndedBefore(earlier);
  }

  /** Asks for a person, unless the same was said already. */
  void attention(Attention raised, String why) {
    boolean isNews = attention != raised;
    attention = raised;
    story.attention(raised, why);
    if (isNews) {
      Workflow.upsertTypedSearchAttributes(ATTENTION.valueSet(raised.label()));
      noteAttention(raised, why);
      if (Attention.OF_THE_PLATFORM.contains(raised)) {
        watchThePlatform();
      }
    }
  }

  /** One watches for all: where it is there already, this is refused, and nobody minds. */
  private void watchThePlatform() {
    if (Workflow.getVersion("platform-watch", Workflow.DEFAULT_VERSION, 1) >= 1) {
      PlatformWatchWorkflow watch =
          Workflow.newChildWorkflowStub(
              PlatformWatchWorkflow.class,
              ChildWorkflowOptions.newBuilder()
                  .setWorkflowId(PlatformWatchWorkflow.ID)
                  .setParentClosePolicy(ParentClosePolicy.PARENT_CLOSE_POLICY_ABANDON)
                  .setStaticSummary("watches for the payment platform's return")
                  .build());
      Async.function(watch::watch, waits);
    }
  }

  @Nullable Attention attention() {
    return attention;
  }

  /** Takes the request back when its cause is over. */
  void noAttention(Attention over) {
    if (attention == over) {
      attention = null;
      story.noAttention();
      Workflow.upsertTypedSearchAttributes(ATTENTION.valueUnset());
      noteAttention(null, "it came right by itself");
    }
  }

  private void noteAttention(@Nullable Attention now, String why) {
    note(
        now == null ? "note that nobody needs to look" : "ask a person to look: " + now.label(),
        purchases -> purchases.noteAttention(purchase, now, why));
  }

  private void note(String what, Proc1<Purchases> note) {
    write(
        what,
        purchases -> {
          note.apply(purchases);
          return null;
        });
  }

  private <R extends @Nullable Object> R write(String what, Func1<Purchases, R> write) {
    try {
      return write.apply(Activities.records(what));
    } catch (ActivityFailure databaseAway) {
      return write.apply(Activities.persistentRecords(waits, what));
    }
  }
}
