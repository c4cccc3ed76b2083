package licensing.purchase;

import io.temporal.failure.ApplicationFailure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import licensing.buyer.Buyer.UserId;
import licensing.payment.InMemoryAttempts;
import licensing.payment.Money;
import licensing.payment.PaymentAttempt;
import licensing.purchase.message.Refusal;
import licensing.purchase.message.Refusal.Rejection;
import licensing.purchase.message.SupportCommand;
import licensing.purchase.message.SupportCommand.MoneyDecision;
import licensing.purchase.message.SupportCommand.SupportRequest;
import licensing.purchase.status.Attention;
import licensing.purchase.status.PurchaseOutcome;
import org.jspecify.annotations.Nullable;

/** The records of purchases in memory. */
public final class InMemoryPurchases implements Purchases {

  private final InMemoryAttempts attempts;
  private final Map<PurchaseId, Subscription> subscriptions = new LinkedHashMap<>();
  private final Map<PurchaseId, PurchaseOutcome.Kind> outcomes = new LinkedHashMap<>();
  private final Map<PurchaseId, Attention> attentions = new LinkedHashMap<>();

  /** What the process says, over which something that lasts may be said. */
  private final Map<PurchaseId, Attention> troubles = new LinkedHashMap<>();

  private final List<Attention> raised = new ArrayList<>();
  private final Map<String, SupportRequest> supportActions = new LinkedHashMap<>();
  private final Map<PurchaseId, Long> heard = new HashMap<>();
  private final Map<PurchaseId, Long> versions = new HashMap<>();
  private final Map<PurchaseId, Instant> deadlines = new HashMap<>();
  private final List<Proposed> proposals = new ArrayList<>();
  private Runnable meanwhile = () -> {};
  private volatile Runnable whileRecording = () -> {};
  private volatile Runnable whileItIsOver = () -> {};
  private boolean gone;
  private boolean notAllowed;
  private int failures;
  private @Nullable Money enoughForOne;

  public InMemoryPurchases(InMemoryAttempts attempts) {
    this.attempts = attempts;
  }

  /** What happens while the next attempt is opened. */
  public synchronized void whileOpening(Runnable once) {
    meanwhile =
        () -> {
          meanwhile = () -> {};
          once.run();
        };
  }

  /** What happens each time a command of support is about to be written. */
  public void whileRecording(Runnable each) {
    whileRecording = each;
  }

  /** What happens each time it is about to be written that nobody needs to look any more. */
  public void whileItIsOver(Runnable each) {
    whileItIsOver = each;
  }

  /** Nothing can be written of a buyer who is no longer there. */
  public synchronized void buyerIsGone() {
    gone = true;
  }

  /** The organization does not let the buyer order from now on, or does again. */
  public synchronized void mayBuy(boolean allowed) {
    notAllowed = !allowed;
  }

  /** The database is away for so many writes. */
  public synchronized void failing(int writes) {
    failures = writes;
  }

  /** The settings ask for a second person above that amount. */
  public synchronized void needSecondPersonAbove(Money amount) {
    enoughForOne = amount;
  }

  public synchronized Optional<Subscription> subscription(PurchaseId purchase) {
    return Optional.ofNullable(subscriptions.get(purchase));
  }

  public synchronized Optional<PurchaseOutcome.Kind> outcome(PurchaseId purchase) {
    return Optional.ofNullable(outcomes.get(purchase));
  }

  public synchronized Optional<Attention> attention(PurchaseId purchase) {
    return Optional.ofNullable(attentions.get(purchase));
  }

  /** Every attention that was ever raised. */
  public synchronized List<Attention> raised() {
    return List.copyOf(raised);
  }

  public synchronized int supportActions() {
    return supportActions.size();
  }

  /** The newest version, as a page would show it. */
  public synchronized long version(PurchaseId purchase) {
    return versions.getOrDefault(purchase, 1L);
  }

  public synchronized Instant payBefore(PurchaseId purchase) {
    return deadlines.get(purchase);
  }

  @Override
  public synchronized PurchaseOutcome.@Nullable Kind recordSubscription(Subscription subscription) {
    failIfAway();
    if (gone) {
      throw ApplicationFailure.newNonRetryableFailure("no such user", CANNOT_BE_RECORDED);
    }
    if (notAllowed) {
      throw ApplicationFailure.newNonRetryableFailure("they may not buy", NOT_ALLOWED_TO_BUY);
    }
    subscriptions.putIfAbsent(subscription.purchase(), subscription);
    deadlines.putIfAbsent(subscription.purchase(), subscription.payBefore());
    return outcomes.get(subscription.purchase());
  }

  @Override
  public synchronized PurchaseOutcome.@Nullable Kind openAttempt(
      PaymentAttempt attempt, @Nullable Instant payBefore) {
    failIfAway();
    meanwhile.run();
    PurchaseOutcome.Kind ended = outcomes.get(attempt.purchase());
    if (ended == null) {
      attempts.open(attempt);
      if (payBefore != null) {
        leaveTimeUntil(attempt.purchase(), payBefore);
      }
    }
    return ended;
  }

  @Override
  public synchronized AttemptClosing closeAttempt(PaymentAttempt attempt, boolean neverTaken) {
    failIfAway();
    if (attempts.state(attempt).isEmpty()) {
      return AttemptClosing.CLOSED;
    }
    attempts.change(attempt, PaymentAttempt.State.OPEN, PaymentAttempt.State.CLOSED);
    if (neverTaken) {
      attempts.change(attempt, PaymentAttempt.State.SUBMITTED, PaymentAttempt.State.CLOSED);
    }
    return attempts.state(attempt).equals(Optional.of(PaymentAttempt.State.CLOSED))
        ? AttemptClosing.CLOSED
        : AttemptClosing.PAYMENT_SUBMITTED;
  }

  @Override
  public synchronized PurchaseOutcome.@Nullable Kind end(
      PurchaseId purchase, PurchaseOutcome outcome) {
    failIfAway();
    PurchaseOutcome.Kind earlier = outcomes.putIfAbsent(purchase, outcome.kind());
    return earlier == outcome.kind() ? null : earlier;
  }

  @Override
  public void noteAttention(
      PurchaseId purchase, long sequence, @Nullable Attention attention, String why) {
    if (attention == null) {
      whileItIsOver.run();
    }
    noted(purchase, sequence, attention, why);
  }

  private synchronized void noted(
      PurchaseId purchase, long sequence, @Nullable Attention attention, String why) {
    failIfAway();
    if (sequence <= heard.getOrDefault(purchase, 0L)) {
      return;
    }
    heard.put(purchase, sequence);
    Attention before = attentions.get(purchase);
    if (attention == null || !attention.isLasting()) {
      put(troubles, purchase, attention);
    }
    if (before != null && before.isLasting() && attention != Attention.MONEY_LOST) {
      return;
    }
    changed(purchase);
    put(attentions, purchase, attention);
    if (attention != null) {
      raised.add(attention);
    }
  }

  private static void put(
      Map<PurchaseId, Attention> said, PurchaseId purchase, @Nullable Attention attention) {
    said.compute(purchase, (id, before) -> attention);
  }

  @Override
  public @Nullable Rejection recordSupport(PurchaseId purchase, SupportCommand command) {
    synchronized (this) {
      failIfAway();
    }
    whileRecording.run();
    return recorded(purchase, command);
  }

  private synchronized @Nullable Rejection recorded(PurchaseId purchase, SupportCommand command) {
    failIfAway();
    SupportRequest request = command.request();
    MoneyDecision decision = command.decides();
    String key = command.words() + purchase + request.versionSeen();
    if (request.equals(supportActions.get(key))) {
      return null;
    }
    if (request.operatorId() == null) {
      return new Rejection(Refusal.NOT_OF_SUPPORT, "an action names its operator");
    }
    if (command instanceof SupportCommand.WithdrawProposal withdrawal
        && proposals.stream().noneMatch(each -> each.isWithdrawnBy(purchase, withdrawal))) {
      return new Rejection(Refusal.NOTHING_PROPOSED, "nothing stands that they proposed");
    }
    if (decision != null
        && isDear(purchase)
        && !isProposedByAnother(purchase, decision, request.operatorId())) {
      return new Rejection(Refusal.SECOND_PERSON_NEEDED, "nobody else has proposed it");
    }
    if (request.versionSeen() != version(purchase)) {
      return new Rejection(Refusal.CHANGED_SINCE, between(purchase, request));
    }
    supportActions.put(key, request);
    follow(purchase, command);
    changed(purchase);
    return null;
  }

  private void follow(PurchaseId purchase, SupportCommand command) {
    switch (command) {
      case SupportCommand.Propose propose ->
          proposals.add(new Proposed(purchase, attempts.latest(purchase), propose));
      case SupportCommand.WithdrawProposal withdrawal ->
          proposals.removeIf(each -> each.isWithdrawnBy(purchase, withdrawal));
      case SupportCommand.ExtendDeadline extension ->
          leaveTimeUntil(purchase, extension.payBefore());
      case SupportCommand.MarkAsSettled _, SupportCommand.Reinstate _, SupportCommand.Suspend _ ->
          settle(purchase);
      case SupportCommand.ResolveUnknown _, SupportCommand.GiveBackAndEnd _ ->
          proposals.removeIf(each -> each.isFor(purchase, command.decides()));
      case SupportCommand.RecheckNow _, SupportCommand.RetryNow _, SupportCommand.Annotate _ -> {}
    }
  }

  private String between(PurchaseId purchase, SupportRequest request) {
    return supportActions.entrySet().stream()
        .filter(earlier -> earlier.getKey().endsWith(purchase + "" + request.versionSeen()))
        .map(earlier -> earlier.getValue().operator() + " did: " + earlier.getKey())
        .findFirst()
        .orElse("the purchase moved on");
  }

  private void settle(PurchaseId purchase) {
    if (attentions.get(purchase) instanceof Attention seen && seen.isLasting()) {
      put(attentions, purchase, troubles.get(purchase));
    }
  }

  private boolean isDear(PurchaseId purchase) {
    Subscription of = subscriptions.get(purchase);
    return enoughForOne != null
        && of != null
        && of.total().amount().compareTo(enoughForOne.amount()) > 0;
  }

  private boolean isProposedByAnother(
      PurchaseId purchase, MoneyDecision decision, UserId operator) {
    return proposals.stream()
        .filter(
            each -> each.isFor(purchase, decision) && each.attempt() == attempts.latest(purchase))
        .anyMatch(each -> !operator.equals(each.proposal().request().operatorId()));
  }

  private void leaveTimeUntil(PurchaseId purchase, Instant payBefore) {
    deadlines.computeIfPresent(
        purchase, (id, before) -> before.isBefore(payBefore) ? payBefore : before);
  }

  private void changed(PurchaseId purchase) {
    versions.merge(purchase, 2L, (before, two) -> before + 1);
  }

  /** What the capture records in the same transaction. */
  public synchronized void endLicensed(PurchaseId purchase) {
    outcomes.putIfAbsent(purchase, PurchaseOutcome.Kind.LICENSED);
  }

  /** What was proposed of an attempt to pay, 0 before the first. */
  private record Proposed(PurchaseId purchase, int attempt, SupportCommand.Propose proposal) {
    boolean isFor(PurchaseId of, @Nullable MoneyDecision decision) {
      return purchase.equals(of) && proposal.decision().equals(decision);
    }

    boolean isWithdrawnBy(PurchaseId of, SupportCommand.WithdrawProposal withdrawal) {
      return isFor(of, withdrawal.decision())
          && Objects.equals(proposal.request().operatorId(), withdrawal.request().operatorId());
    }
  }

  private void failIfAway() {
    if (failures > 0) {
      failures--;
      throw new IllegalStateException("the database does not answer");
    }
  }
}
