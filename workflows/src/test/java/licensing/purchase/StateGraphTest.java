package licensing.purchase;

import static licensing.purchase.status.StateGraph.ATTEMPT;
import static licensing.purchase.status.StateGraph.PURCHASE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import licensing.payment.PaymentAttempt;
import licensing.purchase.status.PurchaseOutcome;
import licensing.purchase.status.PurchaseState.PurchaseStep;
import licensing.purchase.status.StateGraph;
import licensing.purchase.status.StateGraph.Event;
import licensing.purchase.status.StateGraph.State;
import org.junit.jupiter.api.Test;

class StateGraphTest {

  @Test
  void leadsToEveryState() {
    assertThat(ATTEMPT.states()).containsExactlyInAnyOrder(PaymentAttempt.State.values());
    assertThat(PURCHASE.states())
        .containsExactlyInAnyOrderElementsOf(
            Stream.<State>concat(
                    Arrays.stream(PurchaseStep.values()).filter(it -> it != PurchaseStep.ENDED),
                    Arrays.stream(PurchaseOutcome.Kind.values()))
                .toList());
  }

  @Test
  void explainsEachTransitionByAnEventThatLeadsToOneState() {
    for (Event event : Event.values()) {
      List<State> targets =
          Stream.of(ATTEMPT, PURCHASE)
              .flatMap(graph -> graph.transitions().stream())
              .filter(each -> each.event() == event)
              .map(StateGraph.Transition::to)
              .distinct()
              .toList();
      assertThat(targets).as(event.name()).hasSize(1);
    }
  }

  @Test
  void endsInStatesThatNothingFollows() {
    assertThat(Arrays.stream(PaymentAttempt.State.values()).filter(ATTEMPT::isFinal))
        .containsExactlyInAnyOrder(
            PaymentAttempt.State.AUTHORIZED,
            PaymentAttempt.State.DECLINED,
            PaymentAttempt.State.NOT_CHARGED,
            PaymentAttempt.State.CLOSED);
    assertThat(PURCHASE.states().stream().filter(PURCHASE::isFinal))
        .containsExactlyInAnyOrder(PurchaseOutcome.Kind.values());
  }

  @Test
  void neverSellsAgainWhatMayHoldMoney() {
    assertThat(ATTEMPT.leads(PaymentAttempt.State.UNKNOWN, PaymentAttempt.State.CHARGING))
        .isFalse();
    assertThat(ATTEMPT.leads(PaymentAttempt.State.UNKNOWN, PaymentAttempt.State.SUBMITTED))
        .isFalse();
    assertThat(ATTEMPT.sourcesOf(Event.CHARGE_STARTED))
        .containsExactly(PaymentAttempt.State.SUBMITTED);
  }

  @Test
  void seesWhatHappenedBetweenTwoLooks() {
    assertThat(ATTEMPT.checked(PaymentAttempt.State.OPEN, PaymentAttempt.State.AUTHORIZED))
        .isEqualTo(PaymentAttempt.State.AUTHORIZED);
    assertThat(ATTEMPT.checked(null, PaymentAttempt.State.OPEN))
        .isEqualTo(PaymentAttempt.State.OPEN);
  }

  @Test
  void refusesWhatNoTransitionLeadsTo() {
    assertThatThrownBy(
            () -> ATTEMPT.checked(PaymentAttempt.State.CLOSED, PaymentAttempt.State.CHARGING))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("no transition leads from CLOSED to CHARGING");
    assertThatThrownBy(
            () -> PURCHASE.checked(PurchaseStep.CONFIRM_REDIRECT, PurchaseStep.PRESENT_TERMS))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void deliversNothingBeforeTheMoneyIsHeld() {
    assertThat(PURCHASE.sourcesOf(Event.LICENSE_ACTIVATED))
        .containsExactly(PurchaseStep.ACTIVATE_LICENSE);
    assertThat(PURCHASE.sourcesOf(Event.PAYMENT_AUTHORIZED))
        .containsExactly(PurchaseStep.AWAIT_PAYMENT);
  }
}
