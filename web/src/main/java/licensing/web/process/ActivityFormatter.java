package licensing.web.process;

import static licensing.web.process.EventText.failure;
import static licensing.web.process.PurchaseHistories.Kind.*;

import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.workflow.v1.PendingActivityInfo;
import java.util.stream.Stream;
import licensing.web.process.HistoryFormatter.HistoryEntries;
import licensing.web.process.PurchaseHistories.HistoryEntry;

/** What a purchase does outside of itself: its activities, and its records. */
record ActivityFormatter(EventText text) {

  Stream<HistoryEntry> told(HistoryEvent event) {
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
            failure(failed.getFailure()),
            text.tries(failed.getStartedEventId()));
      }
      case EVENT_TYPE_ACTIVITY_TASK_TIMED_OUT -> {
        var silent = event.getActivityTaskTimedOutEventAttributes();
        yield HistoryEntries.of(
            event,
            ACTIVITY_TIMED_OUT,
            text.summary(silent.getScheduledEventId()),
            failure(silent.getFailure()),
            text.tries(silent.getStartedEventId()));
      }
      default -> Stream.empty();
    };
  }

  /** In no event yet: the next one is written when it is over. */
  Stream<HistoryEntry> underWay(PendingActivityInfo activity) {
    var again =
        activity.hasNextAttemptScheduleTime()
            ? "again at " + HistoryEntries.instant(activity.getNextAttemptScheduleTime())
            : "";
    return HistoryEntries.of(
        activity.hasLastStartedTime() ? activity.getLastStartedTime() : activity.getScheduledTime(),
        ACTIVITY_PENDING,
        text.summary(activity),
        "try " + activity.getAttempt(),
        failure(activity.getLastFailure()),
        again);
  }

  /** Local activities alone are told: the other markers are notes of the SDK to itself. */
  private Stream<HistoryEntry> recorded(HistoryEvent event) {
    var marker = event.getMarkerRecordedEventAttributes();
    if (!marker.getMarkerName().equals("LocalActivity")) {
      return Stream.empty();
    }
    return marker.hasFailure()
        ? HistoryEntries.of(event, RECORD_FAILED, text.summary(event), failure(marker.getFailure()))
        : HistoryEntries.of(event, RECORDED, text.summary(event));
  }
}
