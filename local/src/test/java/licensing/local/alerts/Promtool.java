package licensing.local.alerts;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Prometheus' own checker: the one that ./dev test finds, or the one on the path. */
public final class Promtool {

  private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();

  private Promtool() {}

  /**
   * @param exitCode 0 when it has nothing against what it was given
   */
  public record Verdict(int exitCode, String text) {}

  /**
   * Runs it in the project's folder.
   *
   * @param input what it reads; nothing where the arguments name files
   */
  public static Verdict check(String input, String... arguments)
      throws IOException, InterruptedException {
    ProcessBuilder promtool =
        new ProcessBuilder(System.getenv().getOrDefault("PROMTOOL", "promtool"));
    promtool.command().addAll(List.of(arguments));
    Process process = promtool.directory(PROJECT.toFile()).redirectErrorStream(true).start();
    try (var given = process.getOutputStream()) {
      given.write(input.getBytes(StandardCharsets.UTF_8));
    }
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Verdict(process.waitFor(), text);
  }
}
