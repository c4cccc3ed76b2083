package licensing.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * What a second command asks of the launcher that runs.
 *
 * @param state by which the launcher is found
 */
record Request(StateFolder state) {

  String answer(List<String> words) {
    return switch (words.getFirst()) {
      case "stop" -> stop();
      case "leftovers" -> leftovers();
      default -> Control.ask(state.socket(), String.join(" ", words));
    };
  }

  private String stop() {
    try {
      Control.ask(state.socket(), "stop");
      awaitEnd();
      return "Stopped.";
    } catch (LaunchFailure nothingRuns) {
      leftovers();
      throw nothingRuns;
    }
  }

  /** The launcher holds the lock for as long as anything of it runs. */
  private void awaitEnd() {
    try (FileChannel file = FileChannel.open(state.lock(), StandardOpenOption.WRITE);
        FileLock lock = file.lock()) {
      lock.release();
    } catch (IOException e) {
      throw new LaunchFailure("It was told to stop; whether it has cannot be seen: " + e, e);
    }
  }

  private String leftovers() {
    new Leftovers(state).stop(System.out::println);
    return "";
  }
}
