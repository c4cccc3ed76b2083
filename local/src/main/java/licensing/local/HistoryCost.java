package licensing.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a finished purchase costs in Temporal.
 *
 * @param events of its history
 * @param workflowTasks how often a worker was asked to go on
 * @param actions as Temporal Cloud counts them: the start, each signal, accepted update, timer,
 *     activity (retries too) and upsert, and one for all local activities of a workflow task
 * @param bytes of its history
 */
public record HistoryCost(long events, long workflowTasks, long actions, long bytes) {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Set<String> ACTIONS =
      Set.of(
          "EVENT_TYPE_WORKFLOW_EXECUTION_STARTED",
          "EVENT_TYPE_WORKFLOW_EXECUTION_SIGNALED",
          "EVENT_TYPE_WORKFLOW_EXECUTION_UPDATE_ACCEPTED",
          "EVENT_TYPE_TIMER_STARTED",
          "EVENT_TYPE_ACTIVITY_TASK_SCHEDULED",
          "EVENT_TYPE_UPSERT_WORKFLOW_SEARCH_ATTRIBUTES");

  static HistoryCost of(List<String> temporal, String workflowId)
      throws IOException, InterruptedException {
    JsonNode events = answer(temporal, "show", workflowId).path("events");
    JsonNode description = answer(temporal, "describe", workflowId).path("workflowExecutionInfo");
    return new HistoryCost(
        events.size(),
        count(events, "EVENT_TYPE_WORKFLOW_TASK_COMPLETED"),
        actions(events),
        description.path("historySizeBytes").asLong());
  }

  /**
   * @param events as Temporal writes them in JSON
   */
  public static long actions(JsonNode events) {
    long plain = ACTIONS.stream().mapToLong(type -> count(events, type)).sum();
    return plain + retries(events) + tasksWithLocalActivities(events);
  }

  private static long retries(JsonNode events) {
    return events
        .valueStream()
        .map(event -> event.path("activityTaskStartedEventAttributes").path("attempt"))
        .mapToLong(attempt -> Math.max(0, attempt.asLong(1) - 1))
        .sum();
  }

  /** Markers of one task name the event of that task's completion. */
  private static long tasksWithLocalActivities(JsonNode events) {
    Map<String, Boolean> tasks = new TreeMap<>();
    events.forEach(
        event -> {
          JsonNode marker = event.path("markerRecordedEventAttributes");
          if (marker.path("markerName").asString("").equals("LocalActivity")) {
            tasks.put(marker.path("workflowTaskCompletedEventId").asString(), true);
          }
        });
    return tasks.size();
  }

  private static long count(JsonNode events, String type) {
    return events
        .valueStream()
        .filter(event -> event.path("eventType").asString("").equals(type))
        .count();
  }

  private static JsonNode answer(List<String> temporal, String verb, String workflowId)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(temporal);
    command.addAll(List.of("workflow", verb, "--workflow-id=" + workflowId, "--output=json"));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new LaunchFailure("The history of " + workflowId + " cannot be read.");
    }
    return JSON.readTree(answer);
  }
}
