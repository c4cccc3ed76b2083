package licensing.local.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import licensing.local.alerts.AlertRules;
import licensing.local.alerts.Promtool;
import licensing.local.alerts.Promtool.Verdict;
import licensing.purchase.PurchaseWorkflow;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the running programs say of themselves is what alerts are raised by. */
@ExtendWith(OneScene.class)
class MetricsTest {

  /** Named by those that made them. */
  private static final Set<String> OF_LIBRARIES =
      Set.of("jvm", "process", "system", "tomcat", "http", "temporal", "spring", "tasks");

  private final Scene scene;
  private final Operator operator;
  private final HttpClient http = HttpClient.newHttpClient();

  MetricsTest(Scene scene) {
    this.scene = scene;
    operator = new Operator(scene.stack());
  }

  @AfterEach
  void close() {
    operator.close();
    http.close();
  }

  @Test
  void areThoseThatTheRulesName() throws Exception {
    WorkflowStub nobodys = failingWorkflow();
    try {
      await()
          .atMost(Scene.PATIENCE)
          .until(() -> metrics("WORKER").contains("temporal_workflow_task_execution_failed_total"));
    } finally {
      nobodys.terminate("has failed as it should");
    }

    Set<String> served = names(metrics("WORKER"));
    served.addAll(names(metrics("CONSOLE")));
    // Prometheus' own.
    served.add("up");
    assertThat(AlertRules.read().metrics()).hasSizeGreaterThan(10).isSubsetOf(served);
  }

  @Test
  void followTheConventions() throws Exception {
    for (String program : new String[] {"WORKER", "CONSOLE"}) {
      Verdict verdict = Promtool.check(metrics(program), "check", "metrics");

      assertThat(verdict.text()).doesNotContain("error while linting");
      assertThat(verdict.text().lines().filter(complaint -> !isOfALibrary(complaint))).isEmpty();
    }
  }

  /** Of a type that no worker knows, which is a defect as any other. */
  private WorkflowStub failingWorkflow() {
    WorkflowStub nobodys =
        operator
            .temporal()
            .newUntypedWorkflowStub(
                "Nobodys",
                WorkflowOptions.newBuilder()
                    .setWorkflowId("nobodys-" + UUID.randomUUID())
                    .setTaskQueue(PurchaseWorkflow.TASK_QUEUE)
                    .build());
    nobodys.start();
    return nobodys;
  }

  private String metrics(String program) throws IOException, InterruptedException {
    String port = scene.stack().get(program + "_MANAGEMENT_PORT");
    URI address = URI.create("http://127.0.0.1:%s/actuator/prometheus".formatted(port));
    return http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString()).body();
  }

  private static Set<String> names(String metrics) {
    return metrics
        .lines()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.split("[{ ]", 2)[0])
        .collect(Collectors.toSet());
  }

  private static boolean isOfALibrary(String complaint) {
    return Stream.of(complaint.split("_", 2)).limit(1).anyMatch(OF_LIBRARIES::contains);
  }
}
