package licensing.local.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.StatusRuntimeException;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.enums.v1.ResetReapplyType;
import io.temporal.api.enums.v1.TimeoutType;
import io.temporal.api.enums.v1.WorkflowTaskFailedCause;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.schedule.v1.Schedule;
import io.temporal.api.workflowservice.v1.DescribeScheduleRequest;
import io.temporal.api.workflowservice.v1.ResetWorkflowExecutionRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowStub;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import licensing.local.LocalStack;
import licensing.local.TemporalCalls;
import licensing.purchase.PurchaseId;
import licensing.purchase.status.PurchaseOutcome;

/** Somebody with access to Temporal, who asks the server itself as its command line does. */
final class Operator implements AutoCloseable {

  private static final String NAMESPACE = "default";

  /** Where a server lets a workflow begin again. */
  private static final Set<EventType> RESETTABLE =
      EnumSet.of(
          EventType.EVENT_TYPE_WORKFLOW_TASK_STARTED, EventType.EVENT_TYPE_WORKFLOW_TASK_COMPLETED);

  private final WorkflowServiceStubs service;
  private final WorkflowClient temporal;

  Operator(LocalStack stack) {
    service = TemporalCalls.to(stack);
    temporal = WorkflowClient.newInstance(service);
  }

  WorkflowClient temporal() {
    return temporal;
  }

  /** The run that goes on, or went on last. */
  WorkflowExecution run(PurchaseId purchase) {
    return workflow(purchase).describe().getExecution();
  }

  List<Long> resettable(WorkflowExecution run) {
    return history(run).stream()
        .filter(event -> RESETTABLE.contains(event.getEventType()))
        .map(HistoryEvent::getEventId)
        .toList();
  }

  /** The new run; none where the server cannot part the history before that event. */
  Optional<WorkflowExecution> resetIfPossible(
      WorkflowExecution run, long event, ResetReapplyType reapply) {
    try {
      return Optional.of(reset(run, event, reapply));
    } catch (StatusRuntimeException refused) {
      if (String.valueOf(refused.getMessage()).contains("must be at the boundary")) {
        return Optional.empty();
      }
      throw refused;
    }
  }

  private WorkflowExecution reset(WorkflowExecution run, long event, ResetReapplyType reapply) {
    String begun =
        service
            .blockingStub()
            .resetWorkflowExecution(
                ResetWorkflowExecutionRequest.newBuilder()
                    .setNamespace(NAMESPACE)
                    .setWorkflowExecution(run)
                    .setWorkflowTaskFinishEventId(event)
                    .setResetReapplyType(reapply)
                    .setRequestId(UUID.randomUUID().toString())
                    .setReason("by hand")
                    .build())
            .getRunId();
    return run.toBuilder().setRunId(begun).build();
  }

  /** As the audit advises for what was broken off. */
  void resetToTheLastTask(PurchaseId purchase) {
    WorkflowExecution run = run(purchase);
    boolean reset = false;
    for (long event : resettable(run).reversed()) {
      reset =
          reset
              || resetIfPossible(run, event, ResetReapplyType.RESET_REAPPLY_TYPE_ALL_ELIGIBLE)
                  .isPresent();
    }
    assertThat(reset).isTrue();
  }

  /** As the server has it: the SDK cannot read one without words of its own (1.38.0). */
  Schedule schedule(String id) {
    return service
        .blockingStub()
        .describeSchedule(
            DescribeScheduleRequest.newBuilder().setNamespace(NAMESPACE).setScheduleId(id).build())
        .getSchedule();
  }

  void terminate(PurchaseId purchase) {
    workflow(purchase).terminate("by hand");
  }

  void cancel(PurchaseId purchase) {
    workflow(purchase).cancel("by hand");
  }

  PurchaseOutcome result(WorkflowExecution run) throws TimeoutException {
    return temporal
        .newUntypedWorkflowStub(run, Optional.empty())
        .getResult(
            Scene.PATIENCE.multipliedBy(2).toSeconds(), TimeUnit.SECONDS, PurchaseOutcome.class);
  }

  /** The workflow tasks that failed, but for those that resets are recorded as. */
  List<HistoryEvent> failedTasks(WorkflowExecution run) {
    return history(run).stream()
        .filter(event -> event.getEventType() == EventType.EVENT_TYPE_WORKFLOW_TASK_FAILED)
        .filter(
            event ->
                event.getWorkflowTaskFailedEventAttributes().getCause()
                    != WorkflowTaskFailedCause.WORKFLOW_TASK_FAILED_CAUSE_RESET_WORKFLOW)
        .toList();
  }

  /** How long the workflow tasks were waited for that a worker began, and never ended. */
  List<Duration> missed(WorkflowExecution run) {
    Map<Long, Instant> times =
        history(run).stream().collect(Collectors.toMap(HistoryEvent::getEventId, Operator::time));
    return history(run).stream()
        .filter(event -> event.getEventType() == EventType.EVENT_TYPE_WORKFLOW_TASK_TIMED_OUT)
        .filter(
            event ->
                event.getWorkflowTaskTimedOutEventAttributes().getTimeoutType()
                    == TimeoutType.TIMEOUT_TYPE_START_TO_CLOSE)
        .map(
            event ->
                Duration.between(
                    times.get(event.getWorkflowTaskTimedOutEventAttributes().getStartedEventId()),
                    time(event)))
        .toList();
  }

  private static Instant time(HistoryEvent event) {
    return Instant.ofEpochSecond(
        event.getEventTime().getSeconds(), event.getEventTime().getNanos());
  }

  /** The versions of the workers that did its workflow tasks. */
  Set<String> versions(WorkflowExecution run) {
    return history(run).stream()
        .filter(HistoryEvent::hasWorkflowTaskCompletedEventAttributes)
        .map(HistoryEvent::getWorkflowTaskCompletedEventAttributes)
        .map(task -> task.getDeploymentVersion().getBuildId())
        .collect(Collectors.toSet());
  }

  /** The processes that ran its activities, by their numbers. */
  Set<String> workers(WorkflowExecution run) {
    return history(run).stream()
        .filter(HistoryEvent::hasActivityTaskStartedEventAttributes)
        .map(event -> event.getActivityTaskStartedEventAttributes().getIdentity())
        .map(identity -> identity.replaceAll(".* |@.*", ""))
        .collect(Collectors.toSet());
  }

  List<HistoryEvent> history(WorkflowExecution run) {
    return temporal.fetchHistory(run.getWorkflowId(), run.getRunId()).getEvents();
  }

  private WorkflowStub workflow(PurchaseId purchase) {
    return temporal.newUntypedWorkflowStub(purchase.workflowId());
  }

  @Override
  public void close() {
    service.shutdownNow();
  }
}
