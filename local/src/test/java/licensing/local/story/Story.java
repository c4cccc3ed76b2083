package licensing.local.story;

import io.temporal.api.enums.v1.EventType;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.sdk.v1.WorkflowMetadata;
import io.temporal.common.converter.DefaultDataConverter;
import java.util.List;
import java.util.stream.Collectors;
import licensing.purchase.PurchaseId;

/** What a person reads of a purchase in the Temporal UI, without what differs from run to run. */
final class Story {

  private Story() {}

  /** The summaries in the order of the history, then the current details. */
  static String of(Stage stage, PurchaseId purchase) {
    String summaries =
        stage.history(purchase).getEvents().stream()
            .map(Story::summary)
            .filter(summary -> !summary.isEmpty())
            .collect(Collectors.joining("\n- ", "- ", "\n\n"));
    return lasting(summaries + details(stage, purchase)) + "\n";
  }

  static long count(List<HistoryEvent> events, EventType type) {
    return events.stream().filter(event -> event.getEventType() == type).count();
  }

  /** Empty for an event without one. */
  static String summary(HistoryEvent event) {
    return event.getUserMetadata().hasSummary()
        ? DefaultDataConverter.STANDARD_INSTANCE.fromPayload(
            event.getUserMetadata().getSummary(), String.class, String.class)
        : "";
  }

  private static String details(Stage stage, PurchaseId purchase) {
    return stage
        .workflow(purchase)
        .query("__temporal_workflow_metadata", WorkflowMetadata.class)
        .getCurrentDetails();
  }

  private static String lasting(String text) {
    // A busy machine asks less often in the same time.
    return text.replaceAll(
            "(- (look up attempt \\d), try \\d+\n- \\2, [^\n]+\n)+", "- $2, try after try\n")
        .replaceAll("\\b(as paid by|adopt payment) \\w+", "$1 REFERENCE")
        .replaceAll("MIG(-[0-9A-Z]{4}){4}", "KEY")
        .replaceAll("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d UTC", "TIME");
  }
}
