package licensing.web;

import static org.assertj.core.api.Assertions.assertThat;

import licensing.start.BeanNames;
import org.junit.jupiter.api.Test;

/** The build decides which beans a console has: licensing.start.AheadOfTime. */
class AheadOfTimeTest {

  @Test
  void noVariableDecidesOtherwise() {
    assertThat(BeanNames.of(Console.class, BeanNames.allVariablesSet(Console.class)))
        .isEqualTo(BeanNames.of(Console.class));
  }
}
