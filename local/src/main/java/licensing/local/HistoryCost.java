package licensing.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * How long the history of a finished purchase is.
 *
 * @param events of its history
 * @param workflowTasks how often a worker was asked to go on
 * @param bytes of its history
 */
record HistoryCost(long events, long workflowTasks, long bytes) {

  private static final JsonMapper JSON = new JsonMapper();

  /** Returns when the workflow has ended, which it does after the purchase's end is recorded. */
  static void awaitEnd(List<String> temporal, String workflowId)
      throws IOException, InterruptedException {
    answer(temporal, "result", workflowId);
  }

  static HistoryCost of(List<String> temporal, String workflowId)
      throws IOException, InterruptedException {
    JsonNode events = answer(temporal, "show", workflowId).path("events");
    JsonNode description = answer(temporal, "describe", workflowId).path("workflowExecutionInfo");
    return new HistoryCost(
        events.size(),
        count(events, "EVENT_TYPE_WORKFLOW_TASK_COMPLETED"),
        description.path("historySizeBytes").asLong());
  }

  private static long count(JsonNode events, String type) {
    return events
        .valueStream()
        .filter(event -> event.path("eventType").asString("").equals(type))
        .count();
  }

  private static JsonNode answer(List<String> temporal, String verb, String workflowId)
      throws IOException, InterruptedException {
    List<String> asked = List.of("workflow", verb, "--workflow-id=" + workflowId, "--output=json");
    List<String> command = Stream.of(temporal, asked).flatMap(List::stream).toList();
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new LaunchFailure("The history of " + workflowId + " cannot be read.");
    }
    return JSON.readTree(answer);
  }
}
