package licensing.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** How long processors have worked for a program, with all processes it started. */
public final class ProcessorTime {

  /** Of /proc/PID/stat, which counts in hundredths of a second whatever the machine. */
  private static final int MILLISECONDS_A_TICK = 10;

  private ProcessorTime() {}

  public static long milliseconds(ProcessHandle process) {
    return Stream.concat(Stream.of(process), process.descendants())
        .mapToLong(each -> milliseconds(each.pid()))
        .sum();
  }

  private static long milliseconds(long pid) {
    try {
      return milliseconds(Files.readString(Path.of("/proc", Long.toString(pid), "stat")));
    } catch (NoSuchFileException ended) {
      // Its time is its parent's by now.
      return 0;
    } catch (IOException e) {
      throw new LaunchFailure("The processor time of " + pid + " cannot be read: " + e, e);
    }
  }

  /**
   * @param stat as in proc(5): a program's name in parentheses, which may hold anything, then,
   *     twelve words later, its time, the system's for it, and both of its children that have ended
   */
  static long milliseconds(String stat) {
    List<String> words = List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1));
    return words.subList(11, 15).stream().mapToLong(Long::parseLong).sum() * MILLISECONDS_A_TICK;
  }
}
