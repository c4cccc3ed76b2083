package licensing.local.story;

import io.temporal.api.enums.v1.EventType;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.sdk.v1.WorkflowMetadata;
import io.temporal.client.WorkflowStub;
import io.temporal.common.converter.DefaultDataConverter;
import java.util.List;
import java.util.stream.Collectors;
import licensing.purchase.PurchaseFixture;

/** What a person reads of a purchase in the Temporal UI, without what differs from run to run. */
final class Story {

  private Story() {}

  /** The summaries in the order of the history, then the current details. */
  static String of(PurchaseFixture buying) {
    List<HistoryEvent> events =
        buying.client().fetchHistory(buying.purchase.workflowId()).getEvents();
    String summaries =
        events.stream()
            .filter(event -> event.getUserMetadata().hasSummary())
            .map(Story::summary)
            .collect(Collectors.joining("\n- ", "- ", "\n\n"));
    return lasting(summaries + details(buying)) + "\n";
  }

  static long count(List<HistoryEvent> events, EventType type) {
    return events.stream().filter(event -> event.getEventType() == type).count();
  }

  private static String summary(HistoryEvent event) {
    return DefaultDataConverter.STANDARD_INSTANCE.fromPayload(
        event.getUserMetadata().getSummary(), String.class, String.class);
  }

  private static String details(PurchaseFixture buying) {
    return WorkflowStub.fromTyped(buying.messages())
        .query("__temporal_workflow_metadata", WorkflowMetadata.class)
        .getCurrentDetails();
  }

  private static String lasting(String text) {
    return text.replaceAll("MIG-[0-9a-f]{8}", "KEY")
        .replaceAll("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d UTC", "TIME");
  }
}
