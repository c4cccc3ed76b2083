package licensing.bench.scale;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The time of all the machine's processors until a moment, in hundredths of a second.
 *
 * @param waiting for a disk, which is idle as well
 * @param stolen by other machines on the same hardware
 */
record Processors(long all, long idle, long waiting, long stolen) {

  static Processors read() {
    try {
      return of(Files.readString(Path.of("/proc/stat")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * @param stat as in proc_stat(5): user, nice, system, idle, iowait, irq, softirq, steal, and two
   *     that are counted in the first two
   */
  static Processors of(String stat) {
    List<Long> times =
        List.of(stat.lines().findFirst().orElseThrow().split(" +")).stream()
            .skip(1)
            .limit(8)
            .map(Long::parseLong)
            .toList();
    return new Processors(
        times.stream().mapToLong(time -> time).sum(), times.get(3), times.get(4), times.get(7));
  }

  Processors since(Processors before) {
    return new Processors(
        all - before.all, idle - before.idle, waiting - before.waiting, stolen - before.stolen);
  }

  /** Of the time of all of them. */
  double idleShare() {
    return (double) (idle + waiting) / all;
  }

  /** Milliseconds in which they worked for anybody. */
  long busyMilliseconds() {
    return (all - idle - waiting - stolen) * 10;
  }
}
