package licensing.web.process;

import io.temporal.api.common.v1.Payload;
import io.temporal.api.failure.v1.Failure;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.workflow.v1.PendingActivityInfo;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import licensing.temporal.Identity;

/** Finds the words for an event: often they stand in an earlier one that it goes back to. */
final class EventText {

  private static final int LONGEST_FAILURE = 300;

  private final Payloads payloads;
  private final Map<Long, HistoryEvent> events = new HashMap<>();
  private final Map<String, String> activities = new HashMap<>();
  private final Set<Long> timersOver = new HashSet<>();

  EventText(Payloads payloads, List<HistoryEvent> history) {
    this.payloads = payloads;
    history.forEach(this::note);
  }

  private void note(HistoryEvent event) {
    events.put(event.getEventId(), event);
    if (event.hasActivityTaskScheduledEventAttributes()) {
      activities.put(
          event.getActivityTaskScheduledEventAttributes().getActivityId(), summary(event));
    }
    if (event.hasTimerFiredEventAttributes()) {
      timersOver.add(event.getTimerFiredEventAttributes().getStartedEventId());
    }
    if (event.hasTimerCanceledEventAttributes()) {
      timersOver.add(event.getTimerCanceledEventAttributes().getStartedEventId());
    }
  }

  /** What it was called for; every activity and every timer of a purchase says so. */
  String summary(HistoryEvent event) {
    String words = payloads.text(event.getUserMetadata().getSummary());
    return words.isEmpty() && event.hasActivityTaskScheduledEventAttributes()
        ? event.getActivityTaskScheduledEventAttributes().getActivityType().getName()
        : words;
  }

  String summary(long eventId) {
    var event = events.get(eventId);
    return event == null ? "" : summary(event);
  }

  String summary(PendingActivityInfo activity) {
    return activities.getOrDefault(activity.getActivityId(), activity.getActivityType().getName());
  }

  /** Whether it began a timer that neither fired nor was stopped. */
  boolean isRunningTimer(HistoryEvent event) {
    return event.hasTimerStartedEventAttributes() && !timersOver.contains(event.getEventId());
  }

  /** What came of it in a word, and why. */
  String outcome(List<Payload> result) {
    return payloads.fields(result, "is", "reason", "as");
  }

  /** Empty for a single try. */
  String tries(long startedEventId) {
    var event = events.get(startedEventId);
    int tries = event == null ? 1 : event.getActivityTaskStartedEventAttributes().getAttempt();
    return tries > 1 ? tries + " tries" : "";
  }

  String update(HistoryEvent event) {
    var request = event.getWorkflowExecutionUpdateAcceptedEventAttributes().getAcceptedRequest();
    var input = request.getInput();
    return joined(
        input.getName(),
        payloads.fields(input.getArgs().getPayloadsList(), "is", "operator", "reason"),
        sender(request.getMeta().getIdentity()));
  }

  String signal(HistoryEvent event) {
    var sent = event.getWorkflowExecutionSignaledEventAttributes();
    return joined(
        sent.getSignalName(),
        payloads.fields(sent.getInput().getPayloadsList(), "kind"),
        sent.hasExternalWorkflowExecution() ? "from another process" : sender(sent.getIdentity()));
  }

  /** What anybody may search for: the process says it of itself. */
  String searchable(HistoryEvent event) {
    var said = event.getUpsertWorkflowSearchAttributesEventAttributes().getSearchAttributes();
    return String.join(
        ", ",
        said.getIndexedFieldsMap().entrySet().stream()
            .map(field -> field.getKey() + ": " + orNone(payloads.text(field.getValue())))
            .toList());
  }

  /** The innermost cause says what it was about; its first line is enough, or else its name. */
  String failure(Failure failure) {
    var cause = failure;
    while (cause.hasCause()) {
      cause = cause.getCause();
    }
    String line = payloads.message(cause).lines().findFirst().orElse(name(cause));
    return line.length() > LONGEST_FAILURE ? line.substring(0, LONGEST_FAILURE) + "…" : line;
  }

  private static String name(Failure failure) {
    String type = failure.getApplicationFailureInfo().getType();
    return type.substring(type.lastIndexOf('.') + 1);
  }

  /** A message that our programs did not send is nobody's whom the records know. */
  static String sender(String identity) {
    return Identity.isOurs(identity) ? from(identity) : joined("not attributed", from(identity));
  }

  static String from(String identity) {
    return identity.isEmpty() ? "" : "from " + identity;
  }

  static String joined(String... words) {
    return String.join("; ", Stream.of(words).filter(word -> !word.isBlank()).toList());
  }

  private static String orNone(String value) {
    return value.isEmpty() ? "none" : value;
  }
}
