package licensing.purchase;

import static io.temporal.workflow.Workflow.DEFAULT_VERSION;
import static licensing.purchase.status.PurchaseStep.*;

import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.time.Instant;
import java.util.Objects;
import licensing.buyer.Buyer;
import licensing.license.ActivationResult;
import licensing.license.License;
import licensing.payment.AttemptState;
import licensing.payment.PaymentAttempt;
import licensing.purchase.Paying.Payment;
import licensing.purchase.message.ConfirmRedirect;
import licensing.purchase.message.PaymentSubmitted;
import licensing.purchase.message.PlatformReported;
import licensing.purchase.message.Subscribe;
import licensing.purchase.status.Attention;
import licensing.purchase.status.PurchaseOutcome;
import licensing.purchase.status.PurchaseOutcome.Lapsed;
import licensing.purchase.status.PurchaseState;
import licensing.purchase.status.PurchaseStep;
import licensing.purchase.status.StatusSummary;
import org.jspecify.annotations.Nullable;

/** The purchase, step by step. */
public class PurchaseProcess implements PurchaseWorkflow {

  private final PurchaseStart start;
  private final Timeouts waits;
  private final Story story;
  private final Records records;
  private final Patience patience;
  private final Attempts attempts;
  private final Paying paying;
  private final Delivering delivering;

  private PurchaseStep step = PRESENT_TERMS;
  private @Nullable Subscription subscription;
  private boolean recorded;
  private @Nullable PurchaseOutcome outcome;

  @WorkflowInit
  public PurchaseProcess(PurchaseStart start) {
    this.start = start;
    this.waits = start.waits();
    this.story = new Story(start, () -> StatusSummary.of(standing()));
    this.records = new Records(start, story);
    this.patience = new Patience(waits, story, records);
    this.attempts = new Attempts(records);
    this.paying =
        new Paying(waits, story, attempts, new Authorizing(waits, story, records, patience));
    this.delivering = new Delivering(waits, records, patience);
    Workflow.registerListener(
        new SupportDesk(this::standing, records, patience, paying, delivering));
  }

  @Override
  public PurchaseOutcome purchase(PurchaseStart start) {
    // Broken off, it could leave money behind: to cancel the workflow is no way to end a purchase.
    Workflow.newDetachedCancellationScope(() -> end(buy())).run();
    return Objects.requireNonNull(outcome, "the scope has run");
  }

  private void end(PurchaseOutcome bought) {
    step = ENDED;
    Workflow.await(Workflow::isEveryHandlerFinished);
    outcome = records.end(bought);
    story.ended(outcome);
    attempts.unanswered().forEach(delivering::giveBackLate);
    Workflow.await(Workflow::isEveryHandlerFinished);
  }

  private PurchaseOutcome buy() {
    if (!presentTerms()) {
      return new Lapsed(PRESENT_TERMS);
    }
    confirmRedirect();
    return switch (awaitPayment()) {
      case Payment.Unpaid(PurchaseOutcome outcome) -> outcome;
      case Payment.Paid paid ->
          switch (activateLicense(paid)) {
            case ActivationResult.Activated(License license) -> redirectHome(paid, license);
            case ActivationResult.Refused(String reason) -> giveBack(paid, reason);
          };
    };
  }

  /** Whether the buyer subscribed, so that consent and price are recorded. */
  private boolean presentTerms() {
    if (subscription == null) {
      story.at(step, null);
      Deadline deadline = new Deadline(waits.subscribing(), "deadline of Subscribe Now");
      if (!deadline.leavesTimeFor(() -> subscription != null)) {
        return false;
      }
      deadline.suspend();
    }
    Workflow.await(() -> recorded);
    return true;
  }

  private void confirmRedirect() {
    Instant payBefore = subscription().payBefore();
    paying.leaveTimeUntil(payBefore);
    enter(CONFIRM_REDIRECT, null);
    paying.untilOpened();
  }

  private Payment awaitPayment() {
    if (attempts.isOpened()) {
      enter(AWAIT_PAYMENT, null);
    }
    return paying.untilPaid();
  }

  private ActivationResult activateLicense(Payment.Paid paid) {
    enter(ACTIVATE_LICENSE, paid.authorization().amount() + " are held");
    return delivering.activate(subscription(), paid);
  }

  private PurchaseOutcome redirectHome(Payment.Paid paid, License license) {
    enter(
        REDIRECT_HOME,
        "license %s is active and the buyer was told".formatted(license.key().value()));
    return delivering.capture(paid, license);
  }

  private PurchaseOutcome giveBack(Payment.Paid paid, String reason) {
    enter(ACTIVATE_LICENSE, reason);
    return switch (delivering.abandon(start.purchase(), reason)) {
      case ActivationResult.Activated(License license) -> redirectHome(paid, license);
      case ActivationResult.Refused refused -> delivering.giveBack(paid, reason);
    };
  }

  @Override
  public void validateSubscribe(Subscribe order) {
    Rules.belongs(start, order.buyer());
    Rules.isOpen(step);
    Rules.isAcceptable(start, order, subscription);
  }

  @Override
  public Subscription subscribe(Subscribe order) {
    if (subscription == null) {
      subscription = Subscription.to(start, order, Deadline.now());
      records.subscription(subscription);
      story.bought(subscription);
      recorded = true;
    }
    Workflow.await(() -> recorded);
    return subscription;
  }

  @Override
  public void validateConfirmRedirect(ConfirmRedirect confirmation) {
    Rules.belongs(start, confirmation.buyer());
    Rules.isOpen(step);
    Rules.isSubscribed(recorded);
    if (!attempts.isOpened()) {
      Rules.consentHolds(subscription().consent(), confirmation.currentTerms());
    }
  }

  @Override
  public PaymentAttempt confirmRedirect(ConfirmRedirect confirmation) {
    return attempts.openFirst(subscription());
  }

  @Override
  public void validateWithdraw(Buyer buyer) {
    Rules.belongs(start, buyer);
    Rules.isOpen(step);
    Rules.isSubscribed(recorded);
    Rules.isUnpaid(attempts.isSubmitted());
  }

  @Override
  public void withdraw(Buyer buyer) {
    attempts.withdraw();
  }

  @Override
  public void paymentSubmitted(PaymentSubmitted report) {
    if (start.buyer().equals(report.buyer())) {
      attempts.submitted(report.attempt());
      patience.wake();
    }
  }

  @Override
  public void platformAnswers() {
    patience.wake();
  }

  @Override
  public void platformReported(PlatformReported report) {
    patience.wake();
    // Purchases begun on earlier code took a dispute's report for the truth; now it is read again.
    if (report.isDispute()
        && Workflow.getVersion("reports-only-wake", DEFAULT_VERSION, 1) == DEFAULT_VERSION) {
      records.attention(Attention.PLATFORM_REPORT, "the platform reports " + report.kind());
    }
  }

  private Subscription subscription() {
    return Objects.requireNonNull(subscription, "the step comes after Subscribe Now");
  }

  private void enter(PurchaseStep entered, @Nullable String known) {
    step = entered;
    story.at(entered, known);
  }

  private PurchaseState standing() {
    boolean paid = step == ACTIVATE_LICENSE || step == REDIRECT_HOME;
    return new PurchaseState(
        step,
        paid ? AttemptState.AUTHORIZED : paying.state(),
        patience.isFailing(),
        delivering.hasDelivered(),
        delivering.hasGivenUp(),
        false,
        records.attention(),
        outcome == null ? null : outcome.kind(),
        paying.deadline());
  }
}
