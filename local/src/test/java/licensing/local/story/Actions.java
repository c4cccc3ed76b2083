package licensing.local.story;

import static io.temporal.api.enums.v1.EventType.*;

import io.temporal.api.enums.v1.EventType;
import io.temporal.api.history.v1.HistoryEvent;
import java.util.List;
import java.util.Set;

/**
 * Temporal's Actions, as its price list counts them: the start, each update, signal, timer, search
 * attribute upsert and activity, and all local activities of one workflow task together.
 */
final class Actions {

  private static final Set<EventType> ONE_EACH =
      Set.of(
          EVENT_TYPE_WORKFLOW_EXECUTION_STARTED,
          EVENT_TYPE_WORKFLOW_EXECUTION_UPDATE_ACCEPTED,
          EVENT_TYPE_WORKFLOW_EXECUTION_SIGNALED,
          EVENT_TYPE_TIMER_STARTED,
          EVENT_TYPE_UPSERT_WORKFLOW_SEARCH_ATTRIBUTES,
          EVENT_TYPE_ACTIVITY_TASK_SCHEDULED);

  private Actions() {}

  static long of(List<HistoryEvent> events) {
    long each = events.stream().filter(event -> ONE_EACH.contains(event.getEventType())).count();
    long tasksWithLocalActivities =
        events.stream()
            .filter(event -> event.getEventType() == EVENT_TYPE_MARKER_RECORDED)
            .map(
                event -> event.getMarkerRecordedEventAttributes().getWorkflowTaskCompletedEventId())
            .distinct()
            .count();
    return each + tasksWithLocalActivities;
  }
}
