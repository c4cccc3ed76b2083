package licensing.web.process;

import static io.temporal.api.enums.v1.WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING;
import static licensing.web.process.HistoryWords.failure;
import static licensing.web.process.HistoryWords.from;
import static licensing.web.process.HistoryWords.joined;
import static licensing.web.process.HistoryWords.sender;
import static licensing.web.process.PurchaseHistories.Kind.*;

import io.temporal.api.enums.v1.WorkflowTaskFailedCause;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionResponse;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import licensing.web.process.PurchaseHistories.Moment;

/**
 * Tells a history to somebody who knows the purchase and not Temporal: who sent what, what was
 * attempted and what came of it. The work of the server and the SDK with each other is left out.
 */
final class HistoryTeller {

  private final List<HistoryEvent> events;
  private final HistoryWords words;
  private final ActivityTeller activities;

  HistoryTeller(Payloads payloads, List<HistoryEvent> events) {
    this.events = events;
    this.words = new HistoryWords(payloads, events);
    this.activities = new ActivityTeller(words);
  }

  /**
   * @param now what is under way, as the server describes it
   */
  Stream<Moment> tell(DescribeWorkflowExecutionResponse now) {
    var under = now.getPendingActivitiesList().stream().flatMap(activities::underWay);
    return Stream.of(tellFrom(0), waits(now), under, nextTask(now)).flatMap(moments -> moments);
  }

  /** What happened from that event on. */
  Stream<Moment> tellFrom(long eventId) {
    return events.stream().filter(event -> event.getEventId() >= eventId).flatMap(this::told);
  }

  private Stream<Moment> told(HistoryEvent event) {
    return Stream.of(message(event), activities.told(event), timer(event), course(event))
        .flatMap(moments -> moments);
  }

  private Stream<Moment> message(HistoryEvent event) {
    return switch (event.getEventType()) {
      case EVENT_TYPE_WORKFLOW_EXECUTION_UPDATE_ACCEPTED ->
          Moments.of(event, UPDATE, words.update(event));
      case EVENT_TYPE_WORKFLOW_EXECUTION_UPDATE_COMPLETED -> {
        var answered = event.getWorkflowExecutionUpdateCompletedEventAttributes();
        yield answered.getOutcome().hasFailure()
            ? Moments.of(
                event,
                UPDATE_FAILED,
                answered.getMeta().getUpdateId(),
                failure(answered.getOutcome().getFailure()))
            : Stream.empty();
      }
      case EVENT_TYPE_WORKFLOW_EXECUTION_SIGNALED -> Moments.of(event, SIGNAL, words.signal(event));
      case EVENT_TYPE_WORKFLOW_EXECUTION_CANCEL_REQUESTED -> {
        var asked = event.getWorkflowExecutionCancelRequestedEventAttributes();
        yield Moments.of(event, CANCEL_REQUESTED, asked.getCause(), sender(asked.getIdentity()));
      }
      default -> Stream.empty();
    };
  }

  private Stream<Moment> timer(HistoryEvent event) {
    return switch (event.getEventType()) {
      case EVENT_TYPE_TIMER_STARTED -> {
        var wait = event.getTimerStartedEventAttributes().getStartToFireTimeout();
        var seconds = Math.max(1, wait.getSeconds()) + " s";
        yield Moments.of(event, TIMER, joined(words.summary(event), seconds));
      }
      case EVENT_TYPE_TIMER_FIRED -> {
        var fired = event.getTimerFiredEventAttributes();
        yield Moments.of(event, TIMER_FIRED, words.summary(fired.getStartedEventId()));
      }
      case EVENT_TYPE_TIMER_CANCELED -> {
        var canceled = event.getTimerCanceledEventAttributes();
        yield Moments.of(event, TIMER_CANCELED, words.summary(canceled.getStartedEventId()));
      }
      default -> Stream.empty();
    };
  }

  /** Its beginning, its end, and what disturbs it. */
  private Stream<Moment> course(HistoryEvent event) {
    return switch (event.getEventType()) {
      case EVENT_TYPE_WORKFLOW_EXECUTION_STARTED -> {
        var sender = event.getWorkflowExecutionStartedEventAttributes().getIdentity();
        yield Moments.of(event, STARTED, words.summary(event), from(sender));
      }
      case EVENT_TYPE_UPSERT_WORKFLOW_SEARCH_ATTRIBUTES ->
          Moments.of(event, SAID, words.searchable(event));
      case EVENT_TYPE_WORKFLOW_TASK_FAILED -> {
        var failed = event.getWorkflowTaskFailedEventAttributes();
        // The server gives its own name for whoever reset it.
        yield isReset(event)
            ? Moments.of(event, RESET, failure(failed.getFailure()), sender(""))
            : Moments.of(
                event, TASK_FAILED, cause(failed.getCause()), failure(failed.getFailure()));
      }
      case EVENT_TYPE_WORKFLOW_TASK_TIMED_OUT -> Moments.of(event, TASK_TIMED_OUT);
      case EVENT_TYPE_WORKFLOW_EXECUTION_COMPLETED -> {
        var result = event.getWorkflowExecutionCompletedEventAttributes().getResult();
        yield Moments.of(event, COMPLETED, words.outcome(result.getPayloadsList()));
      }
      case EVENT_TYPE_WORKFLOW_EXECUTION_FAILED -> {
        var failed = event.getWorkflowExecutionFailedEventAttributes();
        yield Moments.of(event, FAILED, failure(failed.getFailure()));
      }
      case EVENT_TYPE_WORKFLOW_EXECUTION_CANCELED -> Moments.of(event, CANCELED);
      case EVENT_TYPE_WORKFLOW_EXECUTION_TERMINATED -> {
        var ended = event.getWorkflowExecutionTerminatedEventAttributes();
        yield Moments.of(event, TERMINATED, ended.getReason(), sender(ended.getIdentity()));
      }
      default -> Stream.empty();
    };
  }

  /** What it waits for at the moment, and until when. */
  private Stream<Moment> waits(DescribeWorkflowExecutionResponse now) {
    return now.getWorkflowExecutionInfo().getStatus() == WORKFLOW_EXECUTION_STATUS_RUNNING
        ? events.stream()
            .filter(words::isRunningTimer)
            .flatMap(
                timer ->
                    Moments.of(
                        timer, TIMER_PENDING, words.summary(timer), "until " + Moments.end(timer)))
        : Stream.empty();
  }

  /** Handed to no worker yet, or to one that has not answered. */
  private static Stream<Moment> nextTask(DescribeWorkflowExecutionResponse now) {
    var task = now.getPendingWorkflowTask();
    return now.hasPendingWorkflowTask()
        ? Moments.of(task.getOriginalScheduledTime(), TASK_PENDING, "try " + task.getAttempt())
        : Stream.empty();
  }

  /** Whether the run goes on from here, where an earlier one was left. */
  static boolean isReset(HistoryEvent event) {
    return event.getWorkflowTaskFailedEventAttributes().getCause()
        == WorkflowTaskFailedCause.WORKFLOW_TASK_FAILED_CAUSE_RESET_WORKFLOW;
  }

  private static String cause(WorkflowTaskFailedCause cause) {
    return cause
        .name()
        .replace("WORKFLOW_TASK_FAILED_CAUSE_", "")
        .toLowerCase(Locale.ROOT)
        .replace('_', ' ');
  }
}
