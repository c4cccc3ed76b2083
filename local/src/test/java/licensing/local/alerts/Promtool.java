package licensing.local.alerts;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.yaml.snakeyaml.Yaml;

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

  /**
   * Which of the questions these metrics have no answer to, were they the same for ten minutes.
   *
   * @param metrics as a program serves them, by its job
   * @param questions in PromQL, by a name of each
   */
  public static Set<String> unanswered(Map<String, String> metrics, Map<String, String> questions)
      throws IOException, InterruptedException {
    List<String> names = List.copyOf(questions.keySet());
    List<Object> rules = new ArrayList<>();
    List<Object> silent = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      String alert = "Unanswered%dEnd".formatted(i);
      String absent = "absent(%s)".formatted(questions.get(names.get(i)));
      rules.add(Map.of("alert", alert, "expr", absent));
      silent.add(Map.of("eval_time", "10m", "alertname", alert, "exp_alerts", List.of()));
    }
    Path folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "promtool-");
    Yaml yaml = new Yaml();
    Path rulesFile = folder.resolve("rules.yml");
    Files.writeString(
        rulesFile, yaml.dump(Map.of("groups", List.of(Map.of("name", "all", "rules", rules)))));
    Path test = folder.resolve("test.yml");
    Files.writeString(
        test,
        yaml.dump(
            Map.of(
                "rule_files",
                List.of("rules.yml"),
                "evaluation_interval",
                "5m",
                "tests",
                List.of(
                    Map.of(
                        "interval",
                        "1m",
                        "input_series",
                        series(metrics),
                        "alert_rule_test",
                        silent)))));
    Verdict verdict = check("", "test", "rules", test.toString());
    Set<String> unanswered = new TreeSet<>();
    for (int i = 0; i < names.size(); i++) {
      if (verdict.text().contains("Unanswered%dEnd".formatted(i))) {
        unanswered.add(names.get(i));
      }
    }
    if (verdict.exitCode() != 0 && unanswered.isEmpty()) {
      throw new IllegalStateException(verdict.text());
    }
    return unanswered;
  }

  private static List<Object> series(Map<String, String> metrics) {
    List<Object> series = new ArrayList<>();
    metrics.forEach(
        (job, served) -> {
          series.add(Map.of("series", "up{job=\"%s\"}".formatted(job), "values", "1+0x10"));
          served
              .lines()
              .filter(line -> !line.startsWith("#") && !line.isBlank())
              .map(line -> series(job, line))
              .forEach(series::add);
        });
    return series;
  }

  /** With the label of its job, as Prometheus adds it. */
  private static Map<String, String> series(String job, String line) {
    int end = line.lastIndexOf(' ');
    String name = line.substring(0, end);
    String value = line.substring(end + 1).replace("NaN", "0");
    String labels = "job=\"%s\"".formatted(job);
    String labelled =
        name.endsWith("}")
            ? name.substring(0, name.length() - 1).replaceFirst(",$", "") + "," + labels + "}"
            : name + "{" + labels + "}";
    return Map.of("series", labelled, "values", value + "+0x10");
  }
}
