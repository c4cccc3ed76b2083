package licensing.purchase;

import static licensing.purchase.status.StateGraph.ATTEMPT;
import static licensing.purchase.status.StateGraph.PURCHASE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import licensing.payment.AttemptState;
import licensing.purchase.status.PurchaseOutcome;
import licensing.purchase.status.PurchaseStep;
import licensing.purchase.status.StateGraph;
import licensing.purchase.status.StateGraph.Event;
import licensing.purchase.status.StateGraph.State;
import org.junit.jupiter.api.Test;

class StateGraphTest {

  @Test
  void leadsToEveryState() {
    assertThat(ATTEMPT.states()).containsExactlyInAnyOrder(AttemptState.values());
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
    assertThat(Arrays.stream(AttemptState.values()).filter(ATTEMPT::isFinal))
        .containsExactlyInAnyOrder(
            AttemptState.AUTHORIZED,
            AttemptState.DECLINED,
            AttemptState.NOT_CHARGED,
            AttemptState.CLOSED);
    assertThat(PURCHASE.states().stream().filter(PURCHASE::isFinal))
        .containsExactlyInAnyOrder(PurchaseOutcome.Kind.values());
  }

  @Test
  void neverSellsAgainWhatMayHoldMoney() {
    assertThat(ATTEMPT.leads(AttemptState.UNKNOWN, AttemptState.CHARGING)).isFalse();
    assertThat(ATTEMPT.leads(AttemptState.UNKNOWN, AttemptState.SUBMITTED)).isFalse();
    assertThat(ATTEMPT.sourcesOf(Event.CHARGE_STARTED)).containsExactly(AttemptState.SUBMITTED);
  }

  @Test
  void seesWhatHappenedBetweenTwoLooks() {
    assertThat(ATTEMPT.checked(AttemptState.OPEN, AttemptState.AUTHORIZED))
        .isEqualTo(AttemptState.AUTHORIZED);
    assertThat(ATTEMPT.checked(null, AttemptState.OPEN)).isEqualTo(AttemptState.OPEN);
  }

  @Test
  void refusesWhatNoTransitionLeadsTo() {
    assertThatThrownBy(() -> ATTEMPT.checked(AttemptState.CLOSED, AttemptState.CHARGING))
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
