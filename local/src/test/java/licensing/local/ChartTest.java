package licensing.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/**
 * The chart and the programs must speak of the same release, ports and variables: see
 * deploy/helm/check.
 */
class ChartTest {

  private static final Path CHART = DummyStack.PROJECT.resolve("deploy/helm/license-purchase");

  @Test
  void isOfTheReleaseThatIsBuilt() throws IOException {
    assertThat(Files.readString(DummyStack.PROJECT.resolve("pom.xml")))
        .contains(
            "<artifactId>license-purchase</artifactId>\n  <version>%s</version>"
                .formatted(yaml("Chart.yaml").get("appVersion")));
  }

  @Test
  void looksWhereProgramsAre() throws IOException {
    assertThat(template("console.yaml"))
        .contains("containerPort: " + LocalPort.CONSOLE.usual())
        .contains("containerPort: " + OwnProgram.WEB.healthPort().usual());
    assertThat(template("workers.yaml"))
        .contains("containerPort: " + OwnProgram.WORKER.healthPort().usual());
    assertThat(template("_helpers.tpl")).contains("path: " + OwnProgram.WORKER.healthPath());
  }

  /** A dependency that is away would have every program killed, again and again. */
  @Test
  void startsNoProgramAnewForSomethingElse() throws IOException {
    String probes = template("_helpers.tpl");
    String liveness = probes.substring(probes.indexOf("livenessProbe"));

    assertThat(liveness.lines().skip(1).findFirst().orElseThrow())
        .contains("/actuator/health/liveness");
  }

  @Test
  void letsAWorkerEndWhatItHasBegun() throws IOException {
    assertThat(template("workers.yaml"))
        .contains(
            "terminationGracePeriodSeconds: " + OwnProgram.WORKER.patience().toSeconds() + "\n");
  }

  @Test
  @SuppressWarnings("unchecked")
  void setsWhatProgramsRead() throws IOException {
    Set<String> known = new TreeSet<>(OwnProgram.WORKER.variables());
    known.addAll(OwnProgram.WEB.variables());
    Map<String, Object> values = yaml("values.yaml");

    assertThat(((Map<String, Object>) values.get("settings")).keySet()).isSubsetOf(known);
    for (String program : Set.of("console", "worker", "migration")) {
      Map<String, Object> own = (Map<String, Object>) values.get(program);
      assertThat(((Map<String, Object>) own.get("settings")).keySet()).isSubsetOf(known);
    }
  }

  private static Map<String, Object> yaml(String file) throws IOException {
    return new Yaml().load(Files.readString(CHART.resolve(file)));
  }

  private static String template(String file) throws IOException {
    return Files.readString(CHART.resolve("templates").resolve(file));
  }
}
