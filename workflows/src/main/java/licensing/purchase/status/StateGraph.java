package licensing.purchase.status;

import static licensing.payment.PaymentAttempt.State.AUTHORIZED;
import static licensing.payment.PaymentAttempt.State.CHARGING;
import static licensing.payment.PaymentAttempt.State.CLOSED;
import static licensing.payment.PaymentAttempt.State.DECLINED;
import static licensing.payment.PaymentAttempt.State.NOT_CHARGED;
import static licensing.payment.PaymentAttempt.State.OPEN;
import static licensing.payment.PaymentAttempt.State.SUBMITTED;
import static licensing.payment.PaymentAttempt.State.UNKNOWN;
import static licensing.purchase.status.PurchaseState.PurchaseStep.ACTIVATE_LICENSE;
import static licensing.purchase.status.PurchaseState.PurchaseStep.AWAIT_PAYMENT;
import static licensing.purchase.status.PurchaseState.PurchaseStep.CONFIRM_REDIRECT;
import static licensing.purchase.status.PurchaseState.PurchaseStep.PRESENT_TERMS;
import static licensing.purchase.status.PurchaseState.PurchaseStep.REDIRECT_HOME;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import licensing.payment.PaymentAttempt;
import licensing.purchase.status.PurchaseOutcome.Kind;
import org.jspecify.annotations.Nullable;

/**
 * The states of a payment attempt and of a purchase as data: which may follow which, and the event
 * that explains it. The compare-and-set of the rows, a trigger of the database, the process and the
 * picture in docs/ are made from it, so that a transition which is not here cannot happen.
 */
public final class StateGraph {

  /** A state; its name is what rows hold. */
  public interface State {
    String name();
  }

  /** Why a state changes. */
  public enum Event {
    ATTEMPT_OPENED("the buyer goes on to pay, or may try another card"),
    PAYMENT_SUBMITTED("the payment page handed a payment in"),
    CLOSED_UNPAID("the deadline passed, or the buyer withdrew, before a payment was handed in"),
    CLOSED_NEVER_TAKEN("the deadline passed, and the platform provably took nothing"),
    CHARGE_STARTED("committed before the request leaves for the platform"),
    CHARGE_NOT_TAKEN("proof that the platform never took the request"),
    ANSWER_LOST("no answer that proves anything"),
    CHARGE_AUTHORIZED("the money is held"),
    CHARGE_DECLINED("the bank or the platform refused"),
    CHARGE_NOT_MADE("the platform holds nothing, and never will for this attempt"),
    STARTED("the form was sent"),
    SUBSCRIBED("consent and price are recorded"),
    REDIRECT_CONFIRMED("the buyer goes on to the payment platform"),
    WITHDRAWN_BY_BUYER("the buyer cancelled before paying"),
    DEADLINE_PASSED("nobody paid in time"),
    LAST_CARD_REFUSED("no further card may be tried"),
    PAYMENT_AUTHORIZED("the money is held"),
    LICENSE_ACTIVATED("the license works"),
    MONEY_GIVEN_BACK("no license was to be had"),
    MONEY_CAPTURED("the platform has the order to take the money"),
    MONEY_LOST("the hold is gone for good, so the license is suspended");

    private final String words;

    Event(String words) {
      this.words = words;
    }

    /** What happened, as the picture says it. */
    public String words() {
      return words;
    }
  }

  /**
   * One edge.
   *
   * @param from null for the beginning
   */
  public record Transition(@Nullable State from, Event event, State to) {}

  /** Of one payment attempt: its row decides every race. */
  public static final StateGraph ATTEMPT =
      new StateGraph(
          edge(null, Event.ATTEMPT_OPENED, OPEN),
          edge(OPEN, Event.PAYMENT_SUBMITTED, SUBMITTED),
          edge(OPEN, Event.CLOSED_UNPAID, CLOSED),
          edge(SUBMITTED, Event.CLOSED_NEVER_TAKEN, CLOSED),
          edge(SUBMITTED, Event.CHARGE_STARTED, CHARGING),
          edge(CHARGING, Event.CHARGE_NOT_TAKEN, SUBMITTED),
          edge(CHARGING, Event.ANSWER_LOST, UNKNOWN),
          edge(UNKNOWN, Event.ANSWER_LOST, UNKNOWN),
          edge(CHARGING, Event.CHARGE_AUTHORIZED, AUTHORIZED),
          edge(UNKNOWN, Event.CHARGE_AUTHORIZED, AUTHORIZED),
          edge(CHARGING, Event.CHARGE_DECLINED, DECLINED),
          edge(UNKNOWN, Event.CHARGE_DECLINED, DECLINED),
          edge(CHARGING, Event.CHARGE_NOT_MADE, NOT_CHARGED),
          edge(UNKNOWN, Event.CHARGE_NOT_MADE, NOT_CHARGED));

  /** Of one purchase: its five steps, and its ends. */
  public static final StateGraph PURCHASE =
      new StateGraph(
          edge(null, Event.STARTED, PRESENT_TERMS),
          edge(PRESENT_TERMS, Event.SUBSCRIBED, CONFIRM_REDIRECT),
          edge(PRESENT_TERMS, Event.DEADLINE_PASSED, Kind.LAPSED),
          edge(CONFIRM_REDIRECT, Event.REDIRECT_CONFIRMED, AWAIT_PAYMENT),
          edge(CONFIRM_REDIRECT, Event.WITHDRAWN_BY_BUYER, Kind.WITHDRAWN),
          edge(CONFIRM_REDIRECT, Event.DEADLINE_PASSED, Kind.LAPSED),
          edge(AWAIT_PAYMENT, Event.WITHDRAWN_BY_BUYER, Kind.WITHDRAWN),
          edge(AWAIT_PAYMENT, Event.DEADLINE_PASSED, Kind.LAPSED),
          edge(AWAIT_PAYMENT, Event.LAST_CARD_REFUSED, Kind.DECLINED),
          edge(AWAIT_PAYMENT, Event.PAYMENT_AUTHORIZED, ACTIVATE_LICENSE),
          edge(ACTIVATE_LICENSE, Event.LICENSE_ACTIVATED, REDIRECT_HOME),
          edge(ACTIVATE_LICENSE, Event.MONEY_GIVEN_BACK, Kind.GIVEN_BACK),
          edge(REDIRECT_HOME, Event.MONEY_CAPTURED, Kind.LICENSED),
          edge(REDIRECT_HOME, Event.MONEY_LOST, Kind.SUSPENDED));

  private final List<Transition> transitions;

  private StateGraph(Transition... transitions) {
    this.transitions = List.of(transitions);
  }

  public List<Transition> transitions() {
    return transitions;
  }

  /** From which states an event may lead on: what a compare-and-set compares with. */
  public Set<State> sourcesOf(Event event) {
    Set<State> sources = new HashSet<>();
    for (Transition each : transitions) {
      if (each.event() == event && each.from() != null) {
        sources.add(each.from());
      }
    }
    return Set.copyOf(sources);
  }

  /**
   * Where an event leads, whatever it came from.
   *
   * @throws IllegalArgumentException for an event that is no edge of this graph
   */
  public State targetOf(Event event) {
    return transitions.stream()
        .filter(each -> each.event() == event)
        .map(Transition::to)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no transition: " + event));
  }

  /** Whether nothing follows but, perhaps, the same again. */
  public boolean isFinal(State state) {
    return transitions.stream()
        .noneMatch(each -> state.equals(each.from()) && !state.equals(each.to()));
  }

  /**
   * Whether the one may become the other, by one transition or by several that were not looked at
   * in between; every state leads to itself.
   *
   * @param from null for the beginning
   */
  public boolean leads(@Nullable State from, State to) {
    Deque<State> open = new ArrayDeque<>();
    Set<State> seen = new HashSet<>();
    State state = from;
    do {
      if (to.equals(state)) {
        return true;
      }
      for (Transition each : transitions) {
        boolean follows = state == null ? each.from() == null : state.equals(each.from());
        if (follows && seen.add(each.to())) {
          open.add(each.to());
        }
      }
      state = open.poll();
    } while (state != null);
    return false;
  }

  /**
   * The one, where it may become the other.
   *
   * @throws IllegalStateException where it may not: a defect of ours
   */
  public <S extends State> S checked(@Nullable State from, S to) {
    if (!leads(from, to)) {
      throw new IllegalStateException("no transition leads from " + from + " to " + to);
    }
    return to;
  }

  /** The states in the order of the edges that lead to them. */
  public List<State> states() {
    return transitions.stream().map(Transition::to).distinct().toList();
  }

  /** Whether money may be held, or come to be held, that no row accounts for yet. */
  public static boolean mayHoldMoney(PaymentAttempt.State state) {
    return state == CHARGING || state == UNKNOWN;
  }

  /** Whether the payment page may take a payment. */
  public static boolean letsBuyerPay(PaymentAttempt.State state) {
    return ATTEMPT.sourcesOf(Event.PAYMENT_SUBMITTED).contains(state);
  }

  /** Whether an attempt ended without money, so that another card may be tried. */
  public static boolean letsBuyerTryAgain(PaymentAttempt.State state) {
    return state == DECLINED || state == NOT_CHARGED;
  }

  private static Transition edge(@Nullable State from, Event event, State to) {
    return new Transition(from, event, to);
  }
}
