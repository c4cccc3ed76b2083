package licensing.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class ProcessorTimeTest {

  @Test
  void addsItsOwnAndThatOfChildrenWhoHaveEnded() {
    String stat =
        "17 (a (b) c) S 1 17 17 0 -1 4194560 5000 70000 3 40 100 20 3000 400 20 0 9 0 123 456 789";

    assertThat(ProcessorTime.milliseconds(stat)).isEqualTo(35_200);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void growsWithWhatIsWorked() {
    ProcessHandle self = ProcessHandle.current();
    long before = ProcessorTime.milliseconds(self);

    long steps = 0;
    while (ProcessorTime.milliseconds(self) < before + 100) {
      steps++;
    }

    assertThat(steps).isPositive();
  }
}
