package licensing.local.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import licensing.purchase.status.Attention;
import licensing.purchase.status.StateGraph;
import licensing.purchase.status.StateGraph.State;
import licensing.purchase.status.StatusSummary.PurchaseStatus;
import org.junit.jupiter.api.Test;

/** Every state there is can be seen among the pages that are inspected and drawn. */
class PlantedTest {

  @Test
  void everyStateOfTheGraphIsShown() {
    List<State> shown = Arrays.stream(Planted.values()).flatMap(Planted::states).toList();
    assertThat(shown).containsAll(StateGraph.PURCHASE.states());
    assertThat(shown).containsAll(StateGraph.ATTEMPT.states());
  }

  @Test
  void everythingABuyerMayBeToldIsShown() {
    assertThat(Planted.values()).extracting(Planted::status).contains(PurchaseStatus.values());
  }

  @Test
  void everyReasonForAPersonToLookIsShown() {
    assertThat(Planted.values()).extracting(Planted::attention).contains(Attention.values());
  }

  @Test
  void eachHasAPageOfItsOwnWithTheBuyer() {
    Stream<String> names = Arrays.stream(Planted.values()).map(state -> "purchase-" + state.word());
    assertThat(ConsolePage.ALL).extracting(ConsolePage::name).containsAll(names.toList());
  }

  /** The names are those of files. */
  @Test
  void noTwoPagesHaveOneName() {
    assertThat(ConsolePage.ALL).extracting(ConsolePage::name).doesNotHaveDuplicates();
  }
}
