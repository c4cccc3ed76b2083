package licensing.purchase;

import static licensing.purchase.PurchaseWorkflow.PurchaseSearchAttributes.OUTCOME;
import static licensing.purchase.status.PurchaseState.PurchaseStep.ACTIVATE_LICENSE;
import static licensing.purchase.status.PurchaseState.PurchaseStep.AWAIT_PAYMENT;
import static licensing.purchase.status.PurchaseState.PurchaseStep.CONFIRM_REDIRECT;
import static licensing.purchase.status.PurchaseState.PurchaseStep.PRESENT_TERMS;
import static licensing.purchase.status.PurchaseState.PurchaseStep.REDIRECT_HOME;

import io.temporal.common.VersioningBehavior;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import io.temporal.workflow.WorkflowVersioningBehavior;
import java.time.Duration;
import java.util.Objects;
import licensing.buyer.Buyer;
import licensing.license.License;
import licensing.license.Licenses.ActivationResult;
import licensing.license.Licenses.ActivationResult.Activated;
import licensing.license.Licenses.ActivationResult.Refused;
import licensing.payment.PaymentAttempt;
import licensing.payment.Payments.CaptureResult;
import licensing.payment.Payments.ReleaseResult;
import licensing.purchase.PaymentStep.Payment;
import licensing.purchase.PurchaseWorkflow.ConfirmRedirect;
import licensing.purchase.PurchaseWorkflow.PaymentSubmitted;
import licensing.purchase.PurchaseWorkflow.PlatformReported;
import licensing.purchase.PurchaseWorkflow.PurchaseStart;
import licensing.purchase.PurchaseWorkflow.Subscribe;
import licensing.purchase.message.Refusal;
import licensing.purchase.message.Refusal.Rejection;
import licensing.purchase.message.SupportCommand;
import licensing.purchase.status.Attention;
import licensing.purchase.status.PurchaseOutcome;
import licensing.purchase.status.PurchaseOutcome.GivenBack;
import licensing.purchase.status.PurchaseOutcome.Lapsed;
import licensing.purchase.status.PurchaseOutcome.Licensed;
import licensing.purchase.status.PurchaseOutcome.Suspended;

/** The purchase, step by step; below, what buyer, platform and support say to it meanwhile. */
public class PurchaseProcess implements PurchaseWorkflow {

  private final ProcessState state;
  private final ActivityCalls calls;
  private final PaymentStep payment;
  private final CancellationScope root = CancellationScope.current();

  @WorkflowInit
  public PurchaseProcess(PurchaseStart start) {
    this.state = new ProcessState(start);
    this.calls = new ActivityCalls(state);
    this.payment = new PaymentStep(state, calls);
  }

  @Override
  @WorkflowVersioningBehavior(VersioningBehavior.PINNED)
  public PurchaseOutcome purchase(PurchaseStart start) {
    // Broken off, it could leave money behind: to cancel the workflow is no way to end a purchase.
    Workflow.newDetachedCancellationScope(() -> end(buy())).run();
    return Objects.requireNonNull(state.outcome, "the scope has run");
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
            case Activated activated -> redirectHome(paid, activated);
            case Refused(String reason) -> giveBack(paid, reason);
          };
    };
  }

  // --- the steps

  /** Whether the buyer subscribed, so that consent and price are recorded. */
  private boolean presentTerms() {
    Deadline deadline = null;
    while (!state.subscribed) {
      if (state.subscription != null) {
        Workflow.await(() -> state.subscribed || state.subscription == null);
      } else {
        if (deadline == null) {
          state.tell();
          deadline = new Deadline(waits().subscribing(), "deadline of Subscribe Now");
        }
        if (!deadline.leavesTimeFor(() -> state.subscription != null)) {
          return false;
        }
      }
    }
    if (deadline != null) {
      deadline.suspend();
    }
    return true;
  }

  private void confirmRedirect() {
    Duration left = Duration.between(Deadline.now(), state.subscription().payBefore());
    state.deadline = new Deadline(left, "deadline of the payment");
    state.enter(CONFIRM_REDIRECT, null);
    payment.untilOpened();
  }

  private Payment awaitPayment() {
    if (state.attempt != null) {
      state.enter(AWAIT_PAYMENT, null);
    }
    return payment.untilPaid();
  }

  private ActivationResult activateLicense(Payment.Paid paid) {
    state.held = paid.authorization();
    state.enter(ACTIVATE_LICENSE, paid.authorization().amount() + " are held");
    ActivationResult result =
        calls.keepLicensing(
            "activate " + state.subscription().licenses(),
            licenses -> licenses.activate(state.subscription(), paid.authorization()),
            () -> state.givenUp != null);
    if (result instanceof Activated) {
      state.delivery = result;
      return result;
    }
    if (result instanceof Refused(String reason)) {
      state.givenUp = reason;
    }
    return new Refused(Objects.requireNonNull(state.givenUp, "else it is tried again"));
  }

  /** The license works, and the buyer was told; the money is taken behind that. */
  private PurchaseOutcome redirectHome(Payment.Paid paid, Activated license) {
    state.enter(
        REDIRECT_HOME,
        "license %s is active and the buyer was told".formatted(license.key().value()));
    String reference = paid.authorization().reference();
    CaptureResult result =
        calls.keepAsking(
            "capture attempt " + numberAndAmount(paid.attempt()),
            Attention.CAPTURE_FAILING,
            payments -> payments.capture(paid.attempt(), reference));
    return switch (result) {
      case CaptureResult.Captured _ -> new Licensed(license.key(), license.until(), reference);
      case CaptureResult.Lost(String reason) -> suspend(license.key(), reason);
    };
  }

  private PurchaseOutcome suspend(License.Key license, String reason) {
    calls.attention(Attention.MONEY_LOST, "the held money is gone: " + reason);
    calls.keepLicensing(
        "suspend license " + license.value(),
        licenses -> {
          licenses.suspend(state.start.purchase(), reason);
          return license;
        },
        () -> false);
    return new Suspended(license, reason);
  }

  /** The fence goes first: behind it no forgotten worker can activate what is not paid for. */
  private PurchaseOutcome giveBack(Payment.Paid paid, String reason) {
    state.tell(reason);
    ActivationResult fenced =
        calls.keepLicensing(
            "abandon the activation",
            licenses -> licenses.abandon(state.start.purchase(), reason),
            () -> false);
    state.delivery = Objects.requireNonNull(fenced);
    if (fenced instanceof Activated license) {
      return redirectHome(paid, license);
    }
    ReleaseResult how =
        calls.keepAsking(
            "release attempt " + numberAndAmount(paid.attempt()),
            Attention.RELEASE_FAILING,
            payments -> payments.release(paid.attempt(), paid.authorization().reference()));
    return new GivenBack(reason, how);
  }

  private void end(PurchaseOutcome bought) {
    Workflow.await(Workflow::isEveryHandlerFinished);
    state.end(recorded(bought));
    state.unanswered.forEach(this::giveBackLate);
    Workflow.await(Workflow::isEveryHandlerFinished);
  }

  /**
   * The one place where an end is recorded. That of a licensed purchase is in the rows since the
   * capture, which says both in one transaction; being the rule, it is no search attribute unless
   * somebody cancelled the workflow, which Temporal would show instead.
   */
  private PurchaseOutcome recorded(PurchaseOutcome outcome) {
    PurchaseOutcome.Kind earlier = null;
    if (!(outcome instanceof Licensed)) {
      earlier =
          calls.write(
              "record how the purchase ended: " + outcome.kind().label(),
              purchases -> purchases.end(state.start.purchase(), outcome));
    } else if (!isCancelled()) {
      return outcome;
    }
    PurchaseOutcome.Kind kind = earlier == null ? outcome.kind() : earlier;
    Workflow.upsertTypedSearchAttributes(OUTCOME.valueSet(kind.label()));
    return earlier == null ? outcome : new PurchaseOutcome.EndedBefore(earlier);
  }

  private boolean isCancelled() {
    return root.isCancelRequested();
  }

  /** "Not found" meant "not yet": money that came meanwhile belongs to nothing any more. */
  private void giveBackLate(PaymentAttempt attempt) {
    calls.keepAsking(
        "search once more for attempt " + numberAndAmount(attempt),
        Attention.RELEASE_FAILING,
        payments -> payments.giveBackLate(attempt));
  }

  private static String numberAndAmount(PaymentAttempt attempt) {
    return "%d, %s".formatted(attempt.number(), attempt.amount());
  }

  private Timeouts waits() {
    return state.start.waits();
  }

  // --- what the buyer says

  @Override
  public void validateSubscribe(Subscribe order) {
    Validators.belongs(state.start, order.buyer());
    Validators.isOpen(state.step());
    Validators.isAcceptable(state.start, order, state.subscription);
  }

  @Override
  public void subscribe(Subscribe order) {
    if (state.subscription == null) {
      Subscription subscription = Subscription.to(state.start, order, Deadline.now());
      state.subscription = subscription;
      try {
        state.endedBefore =
            calls.write(
                "record consent and price, " + subscription.total(),
                purchases -> purchases.recordSubscription(subscription));
        state.subscribed = true;
      } catch (ActivityFailure forGood) {
        state.subscription = null;
        throw ActivityCalls.refusal(forGood).because(ActivityCalls.reason(forGood));
      }
    }
    Workflow.await(() -> state.subscribed || state.subscription == null);
    Refusal.CANNOT_BE_RECORDED.when(state.subscription == null, "it cannot be recorded");
  }

  @Override
  public void validateConfirmRedirect(ConfirmRedirect confirmation) {
    Validators.belongs(state.start, confirmation.buyer());
    Validators.isOpen(state.step());
    Validators.isSubscribed(state.subscription);
    if (state.attempt == null) {
      Validators.consentHolds(state.subscription().consent(), confirmation.currentTerms());
    }
  }

  @Override
  public void confirmRedirect(ConfirmRedirect confirmation) {
    awaitSubscription();
    payment.openFirst();
  }

  @Override
  public void validateWithdraw(Buyer buyer) {
    Validators.belongs(state.start, buyer);
    Validators.isOpen(state.step());
    Validators.isSubscribed(state.subscription);
    Validators.isUnpaid(state.isUnderWay());
  }

  @Override
  public void withdraw(Buyer buyer) {
    awaitSubscription();
    payment.withdraw();
  }

  /**
   * A reset brings everything that was said into one workflow task, in which a validator sees no
   * record made. What it refuses then leaves no event and its id is spent for good, so that the
   * handler waits, and refuses, instead.
   */
  private void awaitSubscription() {
    Workflow.await(() -> state.deadline != null || state.subscription == null);
    Validators.isSubscribed(state.subscription);
  }

  @Override
  public void paymentSubmitted(PaymentSubmitted report) {
    if (state.start.buyer().equals(report.buyer())) {
      state.paymentReported(report.attempt());
    }
  }

  // --- what the platform says

  @Override
  public void platformReported(PlatformReported report) {
    calls.wake();
  }

  // --- what support does

  @Override
  public void validateSupport(SupportCommand command) {
    command.mustBeExplained();
    Validators.isAllowed(state.snapshot(), command.action());
    if (command instanceof SupportCommand.ExtendDeadline extension) {
      Validators.isLater(state.snapshot().deadline(), extension.payBefore());
    }
    Validators.canBeFound(command);
  }

  /** Written to the audit first: what is refused there is not done. */
  @Override
  public void support(SupportCommand command) {
    switch (command) {
      case SupportCommand.ExtendDeadline extension ->
          payment.extend(extension, () -> noted(extension));
      case SupportCommand.Annotate _,
          SupportCommand.Propose _,
          SupportCommand.WithdrawProposal _,
          SupportCommand.MarkAsSettled _,
          SupportCommand.Reinstate _,
          SupportCommand.Suspend _ ->
          noted(command);
      case SupportCommand.RecheckNow _, SupportCommand.RetryNow _ -> {
        noted(command);
        calls.wake();
      }
      case SupportCommand.ResolveUnknown resolve -> {
        noted(resolve);
        Validators.isBorneOut(payment.resolve(resolve.resolution()));
      }
      case SupportCommand.GiveBackAndEnd giveBack -> {
        noted(giveBack);
        state.givenUp = "support gave it back: " + giveBack.request().reason();
        Workflow.await(() -> state.delivery != null);
        Refusal.LICENSE_DELIVERED.when(
            state.delivery instanceof Activated, "the license was delivered meanwhile");
      }
    }
  }

  private boolean noted(SupportCommand command) {
    Rejection rejection =
        calls.write(
            "note what support did: " + command.words(),
            purchases -> purchases.recordSupport(state.start.purchase(), command));
    if (rejection != null) {
      throw rejection.refusal().because(rejection.words());
    }
    return true;
  }
}
