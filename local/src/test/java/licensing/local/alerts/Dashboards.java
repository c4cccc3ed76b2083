package licensing.local.alerts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.yaml.snakeyaml.Yaml;

/** What whoever watches looks at. */
public final class Dashboards {

  static final Path FOLDER = AlertRules.PROJECT.resolve("local/grafana/dashboards");

  private final List<Panel> panels;

  private Dashboards(List<Panel> panels) {
    this.panels = panels;
  }

  /**
   * @param expressions one for each of its lines
   */
  record Panel(String dashboard, String title, String datasource, List<String> expressions) {}

  public static Dashboards read() throws IOException {
    List<Panel> panels = new ArrayList<>();
    for (Path file : files()) {
      panels.addAll(panels(file));
    }
    return new Dashboards(panels);
  }

  static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.sorted().toList();
    }
  }

  List<Panel> panels() {
    return panels;
  }

  /** As Prometheus is asked for them, by the panel that asks. */
  public Map<String, String> questions() {
    Map<String, String> questions = new TreeMap<>();
    for (Panel panel : panels) {
      int line = 0;
      for (String expression : panel.expressions()) {
        questions.put(
            "%s: %s: %d".formatted(panel.dashboard(), panel.title(), ++line),
            expression.replace("$__rate_interval", "5m"));
      }
    }
    return questions;
  }

  /** JSON is YAML. */
  @SuppressWarnings("unchecked")
  private static List<Panel> panels(Path file) throws IOException {
    Map<String, Object> dashboard = new Yaml().load(Files.readString(file));
    return ((List<Map<String, Object>>) dashboard.get("panels"))
        .stream()
            .map(
                panel ->
                    new Panel(
                        String.valueOf(dashboard.get("title")),
                        String.valueOf(panel.get("title")),
                        ((Map<String, String>) panel.get("datasource")).get("uid"),
                        ((List<Map<String, String>>) panel.get("targets"))
                            .stream().map(target -> target.get("expr")).toList()))
            .toList();
  }
}
