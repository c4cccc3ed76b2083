package licensing.purchase;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import licensing.payment.AttemptState;
import licensing.payment.InMemoryAttempts;
import licensing.payment.Money;
import licensing.payment.PaymentAttempt;
import licensing.purchase.message.MoneyMove;
import licensing.purchase.message.Objection;
import licensing.purchase.message.Proposal;
import licensing.purchase.message.Refusal;
import licensing.purchase.message.SupportRequest;
import licensing.purchase.status.Attention;
import licensing.purchase.status.PurchaseAction;
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
  private final Map<PurchaseId, Long> versions = new HashMap<>();
  private final Map<PurchaseId, Instant> deadlines = new HashMap<>();
  private final List<Proposed> proposals = new ArrayList<>();
  private Runnable meanwhile = () -> {};
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
    attempts.change(attempt, AttemptState.OPEN, AttemptState.CLOSED);
    if (neverTaken) {
      attempts.change(attempt, AttemptState.SUBMITTED, AttemptState.CLOSED);
    }
    return attempts.state(attempt).equals(Optional.of(AttemptState.CLOSED))
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
  public synchronized void noteAttention(
      PurchaseId purchase, @Nullable Attention attention, String why) {
    failIfAway();
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
  public synchronized @Nullable String recordSupportAction(
      PurchaseId purchase, String action, SupportRequest request) {
    failIfAway();
    if (request.equals(supportActions.get(action + purchase + request.versionSeen()))) {
      return null;
    }
    if (request.versionSeen() != version(purchase)) {
      return supportActions.entrySet().stream()
          .filter(earlier -> earlier.getKey().endsWith(purchase + "" + request.versionSeen()))
          .map(earlier -> earlier.getValue().operator() + " did: " + earlier.getKey())
          .findFirst()
          .orElse("the purchase moved on");
    }
    supportActions.put(action + purchase + request.versionSeen(), request);
    changed(purchase);
    return null;
  }

  @Override
  public synchronized @Nullable String recordProposal(PurchaseId purchase, Proposal proposal) {
    int before = supportActions.size();
    String between =
        recordSupportAction(purchase, "propose: " + proposal.move().words(), proposal.request());
    if (supportActions.size() > before) {
      proposals.add(new Proposed(purchase, attempts.latest(purchase), proposal));
    }
    return between;
  }

  @Override
  public synchronized @Nullable Objection recordMoneyMove(
      PurchaseId purchase, MoneyMove move, SupportRequest request) {
    failIfAway();
    boolean noted =
        request.equals(supportActions.get(move.words() + purchase + request.versionSeen()));
    if (!noted && isDear(purchase) && !isProposedByAnother(purchase, move, request.operator())) {
      return new Objection(Refusal.SECOND_PERSON_NEEDED, "nobody else has proposed it");
    }
    String between = recordSupportAction(purchase, move.words(), request);
    if (between == null) {
      proposals.removeIf(each -> each.isFor(purchase, move));
      return null;
    }
    return new Objection(Refusal.CHANGED_SINCE, between);
  }

  private boolean isDear(PurchaseId purchase) {
    Subscription of = subscriptions.get(purchase);
    return enoughForOne != null
        && of != null
        && of.total().amount().compareTo(enoughForOne.amount()) > 0;
  }

  private boolean isProposedByAnother(PurchaseId purchase, MoneyMove move, String operator) {
    return proposals.stream()
        .filter(each -> each.isFor(purchase, move) && each.attempt() == attempts.latest(purchase))
        .anyMatch(each -> !each.proposal().request().operator().equals(operator));
  }

  @Override
  public synchronized @Nullable String recordSettled(PurchaseId purchase, SupportRequest request) {
    int before = supportActions.size();
    String between = recordSupportAction(purchase, PurchaseAction.MARK_AS_SETTLED.words(), request);
    if (supportActions.size() > before
        && attentions.get(purchase) instanceof Attention seen
        && seen.isLasting()) {
      put(attentions, purchase, troubles.get(purchase));
    }
    return between;
  }

  @Override
  public synchronized void extendDeadline(PurchaseId purchase, Instant payBefore) {
    failIfAway();
    leaveTimeUntil(purchase, payBefore);
    changed(purchase);
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
  private record Proposed(PurchaseId purchase, int attempt, Proposal proposal) {
    boolean isFor(PurchaseId of, MoneyMove move) {
      return purchase.equals(of) && proposal.move().equals(move);
    }
  }

  private void failIfAway() {
    if (failures > 0) {
      failures--;
      throw new IllegalStateException("the database does not answer");
    }
  }
}
