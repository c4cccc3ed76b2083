package licensing.local.storm.judge;

import io.temporal.api.common.v1.Payload;
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.enums.v1.WorkflowTaskFailedCause;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionMetadata;
import io.temporal.client.WorkflowOptions;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.common.converter.DefaultDataConverter;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.testing.WorkflowReplayer;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerOptions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import licensing.audit.AuditProcess;
import licensing.audit.AuditReport;
import licensing.audit.AuditWorkflow;
import licensing.bulk.BulkProcess;
import licensing.paymentevent.PaymentEventsProcess;
import licensing.purchase.PurchaseId;
import licensing.purchase.PurchaseProcess;
import licensing.purchase.status.PurchaseOutcome;
import licensing.webhook.WebhookProcess;
import org.jspecify.annotations.Nullable;

/** What Temporal has of each purchase, and whether today's code can go on with it. */
final class TemporalBook implements AutoCloseable {

  /** Failures of the code, not of a worker that was killed or a message that came in between. */
  private static final Set<WorkflowTaskFailedCause> OF_THE_CODE =
      Set.of(
          WorkflowTaskFailedCause.WORKFLOW_TASK_FAILED_CAUSE_WORKFLOW_WORKER_UNHANDLED_FAILURE,
          WorkflowTaskFailedCause.WORKFLOW_TASK_FAILED_CAUSE_NON_DETERMINISTIC_ERROR);

  /** With a machine that has just had a storm. */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /** The SDK's word for a thread that had no turn, which a paused worker cannot have. */
  private static final String NO_TURN = "TMPRL1101";

  private final WorkflowServiceStubs service;

  /** What workers serve, whose histories replay. */
  static final Class<?>[] SERVED = {
    PurchaseProcess.class,
    PaymentEventsProcess.class,
    AuditProcess.class,
    BulkProcess.class,
    WebhookProcess.class
  };

  private final WorkflowClient temporal;
  private final TestWorkflowEnvironment replays = TestWorkflowEnvironment.newInstance();
  private final Worker replaying;

  TemporalBook(String address) {
    service =
        WorkflowServiceStubs.newServiceStubs(
            WorkflowServiceStubsOptions.newBuilder()
                .setTarget(address)
                .setRpcTimeout(PATIENCE)
                .build());
    temporal = WorkflowClient.newInstance(service);
    replaying = replays.newWorker("replays", patient());
    replaying.registerWorkflowImplementationTypes(SERVED);
  }

  /** As the schedule would within the hour, but nothing is spared as too recent. */
  AuditReport audit() {
    return temporal
        .newWorkflowStub(
            AuditWorkflow.class,
            WorkflowOptions.newBuilder()
                .setTaskQueue(AuditWorkflow.TASK_QUEUE)
                .setWorkflowId("audit-asked-for-early")
                .build())
        .audit(Duration.ofHours(26), Duration.ZERO);
  }

  /** How many workflows go on at this moment, as far as the visibility store has heard. */
  long running() {
    return temporal.countWorkflows("ExecutionStatus = 'Running'").getCount();
  }

  /**
   * By purchase.
   *
   * @param text is told the text of each history
   */
  Map<String, Dossier.Process> processes(BiConsumer<String, String> text) {
    Map<String, Dossier.Process> processes = new HashMap<>();
    try (var executions = temporal.listExecutions("WorkflowType = 'Purchase'")) {
      executions.forEach(
          execution ->
              PurchaseId.ofWorkflow(execution.getExecution().getWorkflowId())
                  .ifPresent(id -> processes.put(id.toString(), process(execution, text))));
    }
    return processes;
  }

  /**
   * What is wrong with the histories of workflows that are no purchases, a line each; but for those
   * by which workers warm up, whose type is theirs alone.
   *
   * @param text is told the text of each history
   */
  List<String> unsoundOthers(BiConsumer<String, String> text) {
    List<String> unsound = new ArrayList<>();
    try (var executions = temporal.listExecutions("WorkflowType not in ('Purchase', 'WarmUp')")) {
      executions.forEach(
          execution -> {
            Dossier.Process process = process(execution, text);
            String id = execution.getExecution().getWorkflowId();
            process.brokenTasks().forEach(why -> unsound.add(id + ": a task failed: " + why));
            if (!process.replay().isEmpty()) {
              unsound.add(id + ": its history does not replay: " + process.replay());
            }
          });
    }
    return unsound;
  }

  @Override
  public void close() {
    replays.close();
    service.shutdownNow();
  }

  /** Whoever waits long for a processor is not in a deadlock. */
  private static WorkerOptions patient() {
    return WorkerOptions.newBuilder()
        .setDefaultDeadlockDetectionTimeout(Duration.ofMinutes(1).toMillis())
        .build();
  }

  private Dossier.Process process(
      WorkflowExecutionMetadata execution, BiConsumer<String, String> text) {
    var id = execution.getExecution();
    WorkflowExecutionHistory history = temporal.fetchHistory(id.getWorkflowId(), id.getRunId());
    text.accept(
        "history of " + id.getWorkflowId(),
        new String(history.getHistory().toByteArray(), StandardCharsets.ISO_8859_1));
    PurchaseOutcome outcome =
        execution.getWorkflowType().equals("Purchase") ? outcome(history.getEvents()) : null;
    return new Dossier.Process(
        execution.getStatus().name().replace("WORKFLOW_EXECUTION_STATUS_", ""),
        outcome == null ? null : outcome.kind(),
        outcome == null ? null : key(outcome),
        brokenTasks(history.getEvents()),
        replayed(history));
  }

  private static @Nullable PurchaseOutcome outcome(List<HistoryEvent> events) {
    HistoryEvent last = events.getLast();
    if (last.getEventType() != EventType.EVENT_TYPE_WORKFLOW_EXECUTION_COMPLETED) {
      return null;
    }
    Payload result = last.getWorkflowExecutionCompletedEventAttributes().getResult().getPayloads(0);
    return DefaultDataConverter.STANDARD_INSTANCE.fromPayload(
        result, PurchaseOutcome.class, PurchaseOutcome.class);
  }

  private static @Nullable String key(PurchaseOutcome outcome) {
    return switch (outcome) {
      case PurchaseOutcome.Licensed licensed -> licensed.license().value();
      case PurchaseOutcome.Suspended suspended -> suspended.license().value();
      default -> null;
    };
  }

  private static List<String> brokenTasks(List<HistoryEvent> events) {
    return events.stream()
        .filter(HistoryEvent::hasWorkflowTaskFailedEventAttributes)
        .map(HistoryEvent::getWorkflowTaskFailedEventAttributes)
        .filter(failed -> OF_THE_CODE.contains(failed.getCause()))
        .filter(failed -> !failed.getFailure().toString().contains(NO_TURN))
        .map(failed -> failed.getCause() + " " + failed.getFailure().getMessage())
        .toList();
  }

  private String replayed(WorkflowExecutionHistory history) {
    try {
      WorkflowReplayer.replayWorkflowExecution(history, replaying);
      return "";
    } catch (Exception e) {
      return String.valueOf(e.getMessage());
    }
  }
}
