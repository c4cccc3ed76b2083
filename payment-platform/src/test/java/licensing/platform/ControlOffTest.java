package licensing.platform;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Without the setting there is nothing to switch. */
class ControlOffTest {
  @RegisterExtension PlatformRunning running = new PlatformRunning(Settings::withoutControl);

  @Test
  void hasNoControl() {
    for (String path : new String[] {"/control", "/control/faults", "/control/transactions"}) {
      assertThat(running.wire().get(path).statusCode()).isEqualTo(404);
    }
    assertThat(running.wire().get("/").body()).doesNotContain("/control");
  }
}
