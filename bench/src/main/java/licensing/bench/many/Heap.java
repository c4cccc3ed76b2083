package licensing.bench.many;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import licensing.local.LaunchFailure;
import licensing.local.ResidentMemory;

/**
 * What a JVM holds once it has collected what nobody needs.
 *
 * @param resident bytes that it keeps of the machine's memory
 * @param byClass bytes of its heap that are in use, by the name of their class as the JVM writes it
 */
record Heap(long resident, Map<String, Long> byClass) {

  /** What a collection leaves between objects is in nobody's use. */
  private static final String FILLER = "[Ljdk.internal.vm.FillerElement;";

  /** Such as {@code 12: 3456 789012 java.lang.String (java.base@25)}. */
  private static final Pattern LINE =
      Pattern.compile("^ *\\d+: +\\d+ +(\\d+) +(\\S+).*$", Pattern.MULTILINE);

  static Heap of(ProcessHandle jvm) throws IOException, InterruptedException {
    // It is collected as a whole before the classes are counted.
    Map<String, Long> byClass = byClass(asked(jvm, "GC.class_histogram"));
    return new Heap(1024 * ResidentMemory.kibibytes(jvm), byClass);
  }

  /**
   * @param histogram as jcmd writes it
   */
  static Map<String, Long> byClass(String histogram) {
    Map<String, Long> bytes = new HashMap<>();
    Matcher line = LINE.matcher(histogram);
    while (line.find()) {
      // Hidden classes are numbered: each start of a program calls them otherwise.
      String name = line.group(2).replaceFirst("[/+]0x[0-9a-f]+.*$", "");
      bytes.merge(name, Long.parseLong(line.group(1)), Long::sum);
    }
    bytes.remove(FILLER);
    if (bytes.isEmpty()) {
      throw new LaunchFailure("jcmd says nothing of a heap: " + histogram);
    }
    return bytes;
  }

  /** In use. */
  long live() {
    return byClass.values().stream().mapToLong(bytes -> bytes).sum();
  }

  Heap since(Heap before) {
    Map<String, Long> grown = new HashMap<>();
    byClass.forEach(
        (name, bytes) -> grown.put(name, bytes - before.byClass.getOrDefault(name, 0L)));
    return new Heap(resident - before.resident, grown);
  }

  private static String asked(ProcessHandle jvm, String command)
      throws IOException, InterruptedException {
    Process jcmd =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(jvm.pid()),
                command)
            .redirectErrorStream(true)
            .start();
    String answer = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (jcmd.waitFor() != 0) {
      throw new LaunchFailure("jcmd cannot ask %d: %s".formatted(jvm.pid(), answer));
    }
    return answer;
  }
}
