package licensing.local;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Signals to processes, by their names. */
public final class Signals {

  private Signals() {}

  /** To a process and all it started; returns when the system has them. */
  public static void send(String signal, ProcessHandle process) {
    List<String> command = new ArrayList<>(List.of("kill", "-s", signal));
    Stream.concat(Stream.of(process), process.descendants())
        .forEach(each -> command.add(Long.toString(each.pid())));
    try {
      new ProcessBuilder(command).redirectErrorStream(true).start().waitFor();
    } catch (IOException e) {
      throw new LaunchFailure("A signal cannot be sent: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
