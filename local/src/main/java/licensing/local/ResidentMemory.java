package licensing.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * How much memory a program holds, with all processes it started. Where the system tells it, pages
 * that several of them share are counted once in all (Pss), so that PostgreSQL's are not counted
 * for each connection.
 */
public final class ResidentMemory {

  private ResidentMemory() {}

  public static long mebibytes(ProcessHandle process) {
    return kibibytes(process) / 1024;
  }

  public static long kibibytes(ProcessHandle process) {
    return Stream.concat(Stream.of(process), process.descendants())
        .mapToLong(each -> kibibytes(each.pid()))
        .sum();
  }

  private static long kibibytes(long pid) {
    try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/smaps_rollup"))) {
      return lines
          .filter(line -> line.startsWith("Pss:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .sum();
    } catch (IOException | RuntimeException e) {
      return asPsTells(pid);
    }
  }

  private static long asPsTells(long pid) {
    try {
      Process ps = new ProcessBuilder("ps", "-o", "rss=", "-p", Long.toString(pid)).start();
      String answer = new String(ps.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();
      return answer.isEmpty() ? 0 : Long.parseLong(answer);
    } catch (IOException | NumberFormatException e) {
      return 0;
    }
  }
}
