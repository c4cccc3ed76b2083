package licensing.local.alerts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.Yaml;

/** The rules by which a person is called. */
public final class AlertRules {

  static final Path PROJECT = Path.of("..");
  private static final Path FILE = PROJECT.resolve("local/prometheus/alerts.yml");

  /** What is left without labels and ranges; functions and operators have no underscore in them. */
  private static final Pattern METRIC = Pattern.compile("\\b(up|[a-z]+(?:_[a-z]+)+)\\b(?! *\\()");

  private static final Pattern NO_METRIC = Pattern.compile("\\{[^}]*}|\\[[^]]*]|by \\([^)]*\\)");

  private final List<Rule> rules;

  private AlertRules(List<Rule> rules) {
    this.rules = rules;
  }

  /** One alert. */
  record Rule(
      String name, String expression, Map<String, String> labels, Map<String, String> annotations) {

    String severity() {
      return labels.getOrDefault("severity", "");
    }

    String runbook() {
      return annotations.getOrDefault("runbook", "");
    }
  }

  @SuppressWarnings("unchecked")
  public static AlertRules read() throws IOException {
    Map<String, List<Map<String, List<Map<String, Object>>>>> file =
        new Yaml().load(Files.readString(FILE));
    return new AlertRules(
        file.get("groups").stream()
            .flatMap(group -> group.get("rules").stream())
            .map(
                rule ->
                    new Rule(
                        (String) rule.get("alert"),
                        (String) rule.get("expr"),
                        (Map<String, String>) rule.get("labels"),
                        (Map<String, String>) rule.get("annotations")))
            .toList());
  }

  List<Rule> all() {
    return rules;
  }

  /** The metrics that they compare. */
  public Set<String> metrics() {
    Set<String> metrics = new TreeSet<>();
    for (Rule rule : rules) {
      METRIC
          .matcher(NO_METRIC.matcher(rule.expression()).replaceAll(""))
          .results()
          .map((MatchResult found) -> found.group(1))
          .forEach(metrics::add);
    }
    return metrics;
  }
}
