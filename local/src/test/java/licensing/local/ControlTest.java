package licensing.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControlTest {

  @TempDir Path folder;

  @Test
  void carriesCommandsAndAnswers() throws Exception {
    Path socket = folder.resolve("s");
    try (Control control = Control.listen(socket, command -> "did " + command)) {
      assertThat(control).isNotNull();
      assertThat(Control.ask(socket, "start worker")).isEqualTo("did start worker");
    }
  }

  @Test
  void carriesRefusals() throws Exception {
    Path socket = folder.resolve("s");
    try (Control control =
        Control.listen(
            socket,
            command -> {
              throw new LaunchFailure("not now");
            })) {
      assertThat(control).isNotNull();
      assertThatThrownBy(() -> Control.ask(socket, "start worker"))
          .isInstanceOf(LaunchFailure.class)
          .hasMessage("not now");
    }
  }

  @Test
  void saysThatNothingRuns() {
    assertThatThrownBy(() -> Control.ask(folder.resolve("s"), "status"))
        .isInstanceOf(LaunchFailure.class)
        .hasMessage("Nothing runs here. Start it with ./dev up.");
  }

  @Test
  void isFoundHoweverLongThePathOfTheFolderIs() throws Exception {
    StateFolder deep = new StateFolder(folder.resolve("a".repeat(120)));
    try (Control control = Control.listen(deep.socket(), command -> command)) {
      assertThat(control).isNotNull();
      assertThat(Control.ask(deep.socket(), "status")).isEqualTo("status");
    }
  }
}
