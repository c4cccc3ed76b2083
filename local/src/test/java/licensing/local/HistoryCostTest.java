package licensing.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class HistoryCostTest {

  @Test
  void countsWhatIsChargedFor() {
    assertThat(HistoryCost.actions(events(started(), timer(), scheduled(), tried(1), fired())))
        .isEqualTo(3);
  }

  @Test
  void countsEachTryOfAnActivity() {
    assertThat(HistoryCost.actions(events(started(), scheduled(), tried(4)))).isEqualTo(5);
  }

  @Test
  void countsAllLocalActivitiesOfATaskOnce() {
    assertThat(HistoryCost.actions(events(started(), marker(4), marker(4), marker(9))))
        .isEqualTo(3);
  }

  private static JsonNode events(String... events) {
    return new JsonMapper().readTree("[" + String.join(",", events) + "]");
  }

  private static String started() {
    return event("WORKFLOW_EXECUTION_STARTED");
  }

  private static String timer() {
    return event("TIMER_STARTED");
  }

  private static String fired() {
    return event("TIMER_FIRED");
  }

  private static String scheduled() {
    return event("ACTIVITY_TASK_SCHEDULED");
  }

  private static String event(String type) {
    return "{\"eventType\": \"EVENT_TYPE_%s\"}".formatted(type);
  }

  private static String tried(int attempt) {
    return """
        {"eventType": "EVENT_TYPE_ACTIVITY_TASK_STARTED",
         "activityTaskStartedEventAttributes": {"attempt": %d}}
        """
        .formatted(attempt);
  }

  private static String marker(int task) {
    return """
        {"eventType": "EVENT_TYPE_MARKER_RECORDED",
         "markerRecordedEventAttributes":
           {"markerName": "LocalActivity", "workflowTaskCompletedEventId": "%d"}}
        """
        .formatted(task);
  }
}
