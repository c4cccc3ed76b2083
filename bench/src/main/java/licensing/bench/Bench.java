package licensing.bench;

import java.lang.management.ManagementFactory;
import licensing.local.LaunchFailure;

/** What the programs of this module have in common. */
public final class Bench {

  private Bench() {}

  /** What a program does. */
  @FunctionalInterface
  public interface Work {
    void run() throws Exception;
  }

  /** Ends this program: with 1, and told why, where it fails. */
  public static void exitAfter(Work work) {
    int code = 0;
    try {
      work.run();
    } catch (LaunchFailure e) {
      say(String.valueOf(e.getMessage()));
      code = 1;
    } catch (Exception e) {
      e.printStackTrace();
      code = 1;
    }
    System.exit(code);
  }

  /** How busy it is, and what it has. */
  public static String machine() {
    return "load %.2f over the last minute, %d processors, JDK %s"
        .formatted(
            ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
            Runtime.getRuntime().availableProcessors(),
            Runtime.version());
  }

  public static void say(String line) {
    System.out.println(line);
  }
}
