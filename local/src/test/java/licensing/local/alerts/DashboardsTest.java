package licensing.local.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import licensing.local.alerts.Dashboards.Panel;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** That their panels have something to show is for MetricsTest, which asks running programs. */
class DashboardsTest {

  private static final Path PROVISIONING = AlertRules.PROJECT.resolve("local/grafana/provisioning");

  @Test
  void tellOfTheWayTheMoneyTheTimesWhatWaitsAndWhatNeedsAPerson() throws IOException {
    assertThat(Dashboards.files())
        .extracting(file -> file.getFileName().toString())
        .containsExactly(
            "attention.json", "backlogs.json", "funnel.json", "latencies.json", "money.json");
  }

  @Test
  void askTheSourceThatIsProvisioned() throws IOException {
    Map<String, List<Map<String, Object>>> sources = yaml("datasources/prometheus.yml");
    Object source = sources.get("datasources").getFirst().get("uid");

    assertThat(Dashboards.read().panels())
        .hasSizeGreaterThan(25)
        .extracting(Panel::datasource)
        .containsOnly(String.valueOf(source));
  }

  @Test
  void areFoundByTheContainerWhereTheyAreMounted() throws IOException {
    Map<String, List<Map<String, Object>>> providers = yaml("dashboards/files.yml");
    Object options = providers.get("providers").getFirst().get("options");

    assertThat(options).isEqualTo(Map.of("path", "/etc/grafana/dashboards"));
    assertThat(Files.readString(AlertRules.PROJECT.resolve("docker-compose.yml")))
        .contains(
            "- ./local/grafana/dashboards:/etc/grafana/dashboards:ro",
            "- ./local/grafana/provisioning:/etc/grafana/provisioning:ro");
  }

  private static Map<String, List<Map<String, Object>>> yaml(String file) throws IOException {
    return new Yaml().load(Files.readString(PROVISIONING.resolve(file)));
  }
}
