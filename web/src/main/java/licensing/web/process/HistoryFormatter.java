package licensing.web.process;

import static io.temporal.api.enums.v1.WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING;
import static licensing.web.process.EventText.from;
import static licensing.web.process.EventText.joined;
import static licensing.web.process.EventText.sender;
import static licensing.web.process.PurchaseHistories.Kind.*;

import com.google.protobuf.Timestamp;
import io.temporal.api.enums.v1.WorkflowTaskFailedCause;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.workflow.v1.PendingActivityInfo;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionResponse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import licensing.web.process.HistoryFormatter.HistoryEntries;
import licensing.web.process.PurchaseHistories.HistoryEntry;
import licensing.web.process.PurchaseHistories.Kind;

/**
 * Tells a history to somebody who knows the purchase and not Temporal: who sent what, what was
 * attempted and what came of it. The work of the server and the SDK with each other is left out.
 */
final class HistoryFormatter {

  private final List<HistoryEvent> events;
  private final EventText text;

  HistoryFormatter(Payloads payloads, List<HistoryEvent> events) {
    this.events = events;
    this.text = new EventText(payloads, events);
  }

  /**
   * @param now what is under way, as the server describes it
   */
  Stream<HistoryEntry> tell(DescribeWorkflowExecutionResponse now) {
    var under = now.getPendingActivitiesList().stream().flatMap(this::underWay);
    return Stream.of(tellFrom(0), waits(now), under, nextTask(now)).flatMap(entries -> entries);
  }

  /** What happened from that event on. */
  Stream<HistoryEntry> tellFrom(long eventId) {
    return events.stream().filter(event -> event.getEventId() >= eventId).flatMap(this::told);
  }

  private Stream<HistoryEntry> told(HistoryEvent event) {
    return Stream.of(message(event), activity(event), timer(event), course(event))
        .flatMap(entries -> entries);
  }

  private Stream<HistoryEntry> message(HistoryEvent event) {
    return switch (event.getEventType()) {
      case EVENT_TYPE_WORKFLOW_EXECUTION_UPDATE_ACCEPTED ->
          HistoryEntries.of(event, UPDATE, text.update(event));
      case EVENT_TYPE_WORKFLOW_EXECUTION_UPDATE_COMPLETED -> {
        var answered = event.getWorkflowExecutionUpdateCompletedEventAttributes();
        yield answered.getOutcome().hasFailure()
            ? HistoryEntries.of(
                event,
                UPDATE_FAILED,
                answered.getMeta().getUpdateId(),
                text.failure(answered.getOutcome().getFailure()))
            : Stream.empty();
      }
      case EVENT_TYPE_WORKFLOW_EXECUTION_SIGNALED ->
          HistoryEntries.of(event, SIGNAL, text.signal(event));
      case EVENT_TYPE_WORKFLOW_EXECUTION_CANCEL_REQUESTED -> {
        var asked = event.getWorkflowExecutionCancelRequestedEventAttributes();
        yield HistoryEntries.of(
            event, CANCEL_REQUESTED, asked.getCause(), sender(asked.getIdentity()));
      }
      default -> Stream.empty();
    };
  }

  /** What the purchase does outside of itself: its activities, and its records. */
  private Stream<HistoryEntry> activity(HistoryEvent event) {
    return switch (event.getEventType()) {
      case EVENT_TYPE_MARKER_RECORDED -> recorded(event);
      case EVENT_TYPE_ACTIVITY_TASK_SCHEDULED ->
          HistoryEntries.of(event, ACTIVITY, text.summary(event));
      case EVENT_TYPE_ACTIVITY_TASK_COMPLETED -> {
        var done = event.getActivityTaskCompletedEventAttributes();
        yield HistoryEntries.of(
            event,
            ACTIVITY_DONE,
            text.summary(done.getScheduledEventId()),
            text.outcome(done.getResult().getPayloadsList()),
            text.tries(done.getStartedEventId()));
      }
      case EVENT_TYPE_ACTIVITY_TASK_FAILED -> {
        var failed = event.getActivityTaskFailedEventAttributes();
        yield HistoryEntries.of(
            event,
            ACTIVITY_FAILED,
            text.summary(failed.getScheduledEventId()),
            text.failure(failed.getFailure()),
            text.tries(failed.getStartedEventId()));
      }
      case EVENT_TYPE_ACTIVITY_TASK_TIMED_OUT -> {
        var silent = event.getActivityTaskTimedOutEventAttributes();
        yield HistoryEntries.of(
            event,
            ACTIVITY_TIMED_OUT,
            text.summary(silent.getScheduledEventId()),
            text.failure(silent.getFailure()),
            text.tries(silent.getStartedEventId()));
      }
      default -> Stream.empty();
    };
  }

  /** In no event yet: the next one is written when it is over. */
  private Stream<HistoryEntry> underWay(PendingActivityInfo activity) {
    var again =
        activity.hasNextAttemptScheduleTime()
            ? "again at " + HistoryEntries.instant(activity.getNextAttemptScheduleTime())
            : "";
    return HistoryEntries.of(
        activity.hasLastStartedTime() ? activity.getLastStartedTime() : activity.getScheduledTime(),
        ACTIVITY_PENDING,
        text.summary(activity),
        "try " + activity.getAttempt(),
        text.failure(activity.getLastFailure()),
        again);
  }

  /** Local activities alone are told: the other markers are notes of the SDK to itself. */
  private Stream<HistoryEntry> recorded(HistoryEvent event) {
    var marker = event.getMarkerRecordedEventAttributes();
    if (!marker.getMarkerName().equals("LocalActivity")) {
      return Stream.empty();
    }
    return marker.hasFailure()
        ? HistoryEntries.of(
            event, RECORD_FAILED, text.summary(event), text.failure(marker.getFailure()))
        : HistoryEntries.of(event, RECORDED, text.summary(event));
  }

  private Stream<HistoryEntry> timer(HistoryEvent event) {
    return switch (event.getEventType()) {
      case EVENT_TYPE_TIMER_STARTED -> {
        var wait = event.getTimerStartedEventAttributes().getStartToFireTimeout();
        var seconds = Math.max(1, wait.getSeconds()) + " s";
        yield HistoryEntries.of(event, TIMER, joined(text.summary(event), seconds));
      }
      case EVENT_TYPE_TIMER_FIRED -> {
        var fired = event.getTimerFiredEventAttributes();
        yield HistoryEntries.of(event, TIMER_FIRED, text.summary(fired.getStartedEventId()));
      }
      case EVENT_TYPE_TIMER_CANCELED -> {
        var canceled = event.getTimerCanceledEventAttributes();
        yield HistoryEntries.of(event, TIMER_CANCELED, text.summary(canceled.getStartedEventId()));
      }
      default -> Stream.empty();
    };
  }

  /** Its beginning, its end, and what disturbs it. */
  private Stream<HistoryEntry> course(HistoryEvent event) {
    return switch (event.getEventType()) {
      case EVENT_TYPE_WORKFLOW_EXECUTION_STARTED -> {
        var sender = event.getWorkflowExecutionStartedEventAttributes().getIdentity();
        yield HistoryEntries.of(event, STARTED, text.summary(event), from(sender));
      }
      case EVENT_TYPE_UPSERT_WORKFLOW_SEARCH_ATTRIBUTES ->
          HistoryEntries.of(event, SAID, text.searchable(event));
      case EVENT_TYPE_WORKFLOW_TASK_FAILED -> {
        var failed = event.getWorkflowTaskFailedEventAttributes();
        // The server gives its own name for whoever reset it.
        yield isReset(event)
            ? HistoryEntries.of(event, RESET, text.failure(failed.getFailure()), sender(""))
            : HistoryEntries.of(
                event, TASK_FAILED, cause(failed.getCause()), text.failure(failed.getFailure()));
      }
      case EVENT_TYPE_WORKFLOW_TASK_TIMED_OUT -> HistoryEntries.of(event, TASK_TIMED_OUT);
      case EVENT_TYPE_WORKFLOW_EXECUTION_COMPLETED -> {
        var result = event.getWorkflowExecutionCompletedEventAttributes().getResult();
        yield HistoryEntries.of(event, COMPLETED, text.outcome(result.getPayloadsList()));
      }
      case EVENT_TYPE_WORKFLOW_EXECUTION_FAILED -> {
        var failed = event.getWorkflowExecutionFailedEventAttributes();
        yield HistoryEntries.of(event, FAILED, text.failure(failed.getFailure()));
      }
      case EVENT_TYPE_WORKFLOW_EXECUTION_CANCELED -> HistoryEntries.of(event, CANCELED);
      case EVENT_TYPE_WORKFLOW_EXECUTION_TERMINATED -> {
        var ended = event.getWorkflowExecutionTerminatedEventAttributes();
        yield HistoryEntries.of(event, TERMINATED, ended.getReason(), sender(ended.getIdentity()));
      }
      default -> Stream.empty();
    };
  }

  /** What it waits for at the moment, and until when. */
  private Stream<HistoryEntry> waits(DescribeWorkflowExecutionResponse now) {
    return now.getWorkflowExecutionInfo().getStatus() == WORKFLOW_EXECUTION_STATUS_RUNNING
        ? events.stream()
            .filter(text::isRunningTimer)
            .flatMap(
                timer ->
                    HistoryEntries.of(
                        timer,
                        TIMER_PENDING,
                        text.summary(timer),
                        "until " + HistoryEntries.end(timer)))
        : Stream.empty();
  }

  /** Handed to no worker yet, or to one that has not answered. */
  private static Stream<HistoryEntry> nextTask(DescribeWorkflowExecutionResponse now) {
    var task = now.getPendingWorkflowTask();
    return now.hasPendingWorkflowTask()
        ? HistoryEntries.of(
            task.getOriginalScheduledTime(), TASK_PENDING, "try " + task.getAttempt())
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

  /** Makes entries from what Temporal calls them by. */
  static final class HistoryEntries {

    private HistoryEntries() {}

    static Stream<HistoryEntry> of(HistoryEvent event, Kind kind, String... words) {
      return of(event.getEventTime(), kind, words);
    }

    static Stream<HistoryEntry> of(Timestamp at, Kind kind, String... words) {
      return Stream.of(new HistoryEntry(instant(at), kind, EventText.joined(words)));
    }

    /** When a timer is over that nobody stops, to the second. */
    static Instant end(HistoryEvent timer) {
      var wait = timer.getTimerStartedEventAttributes().getStartToFireTimeout();
      return instant(timer.getEventTime())
          .plusSeconds(wait.getSeconds())
          .plusNanos(wait.getNanos())
          .truncatedTo(ChronoUnit.SECONDS);
    }

    static Instant instant(Timestamp time) {
      return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
    }
  }
}
