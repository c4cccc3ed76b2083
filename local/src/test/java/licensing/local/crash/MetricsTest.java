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
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import licensing.local.alerts.AlertRules;
import licensing.local.alerts.Dashboards;
import licensing.local.alerts.Promtool;
import licensing.local.alerts.Promtool.Verdict;
import licensing.local.buyer.Buyer;
import licensing.local.buyer.Card;
import licensing.purchase.PurchaseWorkflow;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the running programs say of themselves is what alerts are raised by. */
@ExtendWith(OneScene.class)
class MetricsTest {

  /** Named by those that made them; of the platform's Micrometer makes what is observed. */
  private static final Set<String> OF_LIBRARIES =
      Set.of(
          "jvm", "process", "system", "tomcat", "http", "temporal", "spring", "tasks", "platform");

  /** What comes last of what a purchase and a failure leave, each ten seconds. */
  private static final Set<String> OF_THE_LATEST =
      Set.of(
          "temporal_workflow_task_execution_failed_total", "money_moved", "purchases_took_seconds");

  /**
   * Those of the Java SDK's dashboard at github.com/temporalio/dashboards, but for what counts
   * cancelled activities, failed workflows, evictions, polls that found nothing and requests that
   * failed: they are there once there is something to count.
   */
  private static final String OF_TEMPORALS_DASHBOARDS =
      """
      temporal_request_total temporal_request_latency_seconds_bucket
      temporal_long_request_latency_seconds_bucket
      temporal_workflow_completed_total temporal_workflow_endtoend_latency_seconds_bucket
      temporal_workflow_task_queue_poll_succeed_total
      temporal_workflow_task_schedule_to_start_latency_seconds_bucket
      temporal_workflow_task_execution_latency_seconds_bucket
      temporal_workflow_task_replay_latency_seconds_bucket
      temporal_workflow_task_execution_failed_total
      temporal_activity_schedule_to_start_latency_seconds_bucket
      temporal_activity_schedule_to_start_latency_seconds_count
      temporal_activity_execution_latency_seconds_bucket
      temporal_activity_succeed_endtoend_latency_seconds_bucket
      temporal_local_activity_execution_latency_seconds_bucket
      temporal_local_activity_succeed_endtoend_latency_seconds_bucket
      temporal_sticky_cache_hit_total temporal_sticky_cache_size
      temporal_workflow_active_thread_count
      temporal_worker_task_slots_available temporal_worker_task_slots_used\
      """;

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
  void areThoseThatRulesAndDashboardsAskFor() throws Exception {
    WorkflowStub nobodys = failingWorkflow();
    Buyer buyer = scene.buyer("buyer");
    String purchase = buyer.confirmed(2);
    buyer.pay(purchase, Card.GOOD);
    scene.accounts().assertSold(buyer, purchase, 2);
    try {
      await()
          .atMost(Scene.PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(names(metrics("WORKER")))
                      .containsAll(OF_THE_LATEST)
                      .contains(OF_TEMPORALS_DASHBOARDS.split("\\s+")));
    } finally {
      nobodys.terminate("has failed as it should");
    }

    String worker = metrics("WORKER");
    String console = metrics("CONSOLE");
    Set<String> served = names(worker);
    served.addAll(names(console));
    // Prometheus' own.
    served.add("up");
    assertThat(AlertRules.read().metrics()).hasSizeGreaterThan(10).isSubsetOf(served);
    assertThat(
            Promtool.unanswered(
                Map.of("worker", worker, "console", console), Dashboards.read().questions()))
        .isEmpty();
    assertThat(worker)
        .as("ends where purchases do, and not at 30 s")
        .containsPattern("temporal_workflow_endtoend_latency_seconds_bucket\\{.*le=\"1800.0\"}")
        .doesNotContain("task_queue=\"warm-up-");
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
