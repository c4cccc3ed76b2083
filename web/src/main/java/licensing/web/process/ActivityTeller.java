package licensing.web.process;

import static licensing.web.process.HistoryWords.failure;
import static licensing.web.process.PurchaseHistories.Kind.*;

import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.workflow.v1.PendingActivityInfo;
import java.util.stream.Stream;
import licensing.web.process.PurchaseHistories.Moment;

/** What a purchase does outside of itself: its activities, and its records. */
record ActivityTeller(HistoryWords words) {

  Stream<Moment> told(HistoryEvent event) {
    return switch (event.getEventType()) {
      case EVENT_TYPE_MARKER_RECORDED -> recorded(event);
      case EVENT_TYPE_ACTIVITY_TASK_SCHEDULED -> Moments.of(event, ACTIVITY, words.summary(event));
      case EVENT_TYPE_ACTIVITY_TASK_COMPLETED -> {
        var done = event.getActivityTaskCompletedEventAttributes();
        yield Moments.of(
            event,
            ACTIVITY_DONE,
            words.summary(done.getScheduledEventId()),
            words.outcome(done.getResult().getPayloadsList()),
            words.tries(done.getStartedEventId()));
      }
      case EVENT_TYPE_ACTIVITY_TASK_FAILED -> {
        var failed = event.getActivityTaskFailedEventAttributes();
        yield Moments.of(
            event,
            ACTIVITY_FAILED,
            words.summary(failed.getScheduledEventId()),
            failure(failed.getFailure()),
            words.tries(failed.getStartedEventId()));
      }
      case EVENT_TYPE_ACTIVITY_TASK_TIMED_OUT -> {
        var silent = event.getActivityTaskTimedOutEventAttributes();
        yield Moments.of(
            event,
            ACTIVITY_TIMED_OUT,
            words.summary(silent.getScheduledEventId()),
            failure(silent.getFailure()),
            words.tries(silent.getStartedEventId()));
      }
      default -> Stream.empty();
    };
  }

  /** In no event yet: the next one is written when it is over. */
  Stream<Moment> underWay(PendingActivityInfo activity) {
    var again =
        activity.hasNextAttemptScheduleTime()
            ? "again at " + Moments.instant(activity.getNextAttemptScheduleTime())
            : "";
    return Moments.of(
        activity.hasLastStartedTime() ? activity.getLastStartedTime() : activity.getScheduledTime(),
        ACTIVITY_PENDING,
        words.summary(activity),
        "try " + activity.getAttempt(),
        failure(activity.getLastFailure()),
        again);
  }

  /** Local activities alone are told: the other markers are notes of the SDK to itself. */
  private Stream<Moment> recorded(HistoryEvent event) {
    var marker = event.getMarkerRecordedEventAttributes();
    if (!marker.getMarkerName().equals("LocalActivity")) {
      return Stream.empty();
    }
    return marker.hasFailure()
        ? Moments.of(event, RECORD_FAILED, words.summary(event), failure(marker.getFailure()))
        : Moments.of(event, RECORDED, words.summary(event));
  }
}
