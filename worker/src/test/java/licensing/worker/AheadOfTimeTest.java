package licensing.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import licensing.start.BeanNames;
import org.junit.jupiter.api.Test;

/** The build decides which beans a worker has: licensing.start.AheadOfTime. */
class AheadOfTimeTest {

  private static final Set<String> BUILT = BeanNames.of(Worker.class);

  @Test
  void noVariableDecidesOtherwise() {
    assertThat(BeanNames.of(Worker.class, BeanNames.allVariablesSet(Worker.class)))
        .isEqualTo(BUILT);
  }

  @Test
  void whatServesIsWhatOneThatDoesNotServeIsWithout() {
    Set<String> left = new TreeSet<>(BUILT);
    left.removeAll(BeanNames.of(Worker.class, "--spring.temporal.start-workers=false"));

    assertThat(left).containsExactlyInAnyOrderElementsOf(Worker.SERVING);
  }
}
