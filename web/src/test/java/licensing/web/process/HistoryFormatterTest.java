package licensing.web.process;

import static io.temporal.api.enums.v1.WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING;
import static licensing.web.PageFixtures.PAYLOAD_KEY;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Durations;
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.enums.v1.WorkflowTaskFailedCause;
import io.temporal.api.failure.v1.Failure;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.update.v1.Input;
import io.temporal.api.update.v1.Meta;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionResponse;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.common.converter.DataConverter;
import io.temporal.common.converter.DefaultDataConverter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import licensing.temporal.PayloadEncryption.PayloadEncryptionSettings;
import licensing.web.process.HistoryFormatter.HistoryEntries;
import licensing.web.process.PurchaseHistories.HistoryEntry;
import licensing.web.process.PurchaseHistories.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** On the histories that real purchases left behind. */
class HistoryFormatterTest {

  private static final Path HISTORIES = Path.of("../workflows/src/test/resources/histories");
  private static final DataConverter CONVERTER = DefaultDataConverter.newDefaultInstance();
  private static final Payloads PAYLOADS = new Payloads(CONVERTER);

  static Stream<Path> histories() throws IOException {
    return Files.list(HISTORIES);
  }

  @Test
  void tellsASaleFromItsBeginningToItsEnd() throws IOException {
    assertThat(told("licensed.json"))
        .extracting(
            entry ->
                entry.kind() + " " + entry.words().replaceAll("; (not attributed; )?from .*", ""))
        .containsExactly(
            "STARTED 3 migration licenses",
            "UPDATE subscribe",
            "RECORDED record consent and price, 57.00 USD",
            "TIMER deadline of the payment; 89 s",
            "UPDATE confirmRedirect",
            "RECORDED open payment attempt 1, 57.00 USD",
            "SIGNAL paymentSubmitted",
            "TIMER_CANCELED deadline of the payment",
            "ACTIVITY authorize attempt 1, 57.00 USD",
            "ACTIVITY_DONE authorize attempt 1, 57.00 USD; Authorized",
            "RECORDED activate 3 licenses",
            "ACTIVITY capture attempt 1, 57.00 USD",
            "ACTIVITY_DONE capture attempt 1, 57.00 USD; Captured",
            "COMPLETED Licensed");
  }

  @Test
  void tellsWhatWasUnknownAndWasLookedUp() throws IOException {
    assertThat(told("licensed-after-a-lost-answer.json"))
        .extracting(HistoryEntry::words)
        .containsSubsequence(
            "authorize attempt 1, 57.00 USD; Unknown, no answer: TimeoutException",
            "look up attempt 1, 57.00 USD; Authorized");
  }

  @Test
  void tellsWhyAnActivityFailed() throws IOException {
    assertThat(told("licensed-after-an-outage.json"))
        .filteredOn(entry -> entry.kind() == Kind.ACTIVITY_FAILED)
        .extracting(HistoryEntry::words)
        .allSatisfy(failed -> assertThat(failed).contains("the platform cannot be reached"))
        .anySatisfy(
            failed ->
                assertThat(failed).startsWith("authorize attempt 1 again").contains("3 tries"));
  }

  @Test
  void tellsWhoAskedForAPersonToLook() throws IOException {
    assertThat(told("licensed-after-activation-failed.json"))
        .extracting(HistoryEntry::words)
        .contains("Attention: activation-failing", "Attention: none");
  }

  @Test
  void tellsWhatIsTriedRightNow() throws IOException {
    var history = events("licensed.json");
    String activity =
        history.stream()
            .filter(HistoryEvent::hasActivityTaskScheduledEventAttributes)
            .findFirst()
            .orElseThrow()
            .getActivityTaskScheduledEventAttributes()
            .getActivityId();
    var now = DescribeWorkflowExecutionResponse.newBuilder();
    now.addPendingActivitiesBuilder()
        .setActivityId(activity)
        .setAttempt(4)
        .getLastFailureBuilder()
        .setMessage("the platform gave no answer\n\tat a place");
    now.getPendingWorkflowTaskBuilder().setAttempt(2);

    assertThat(new HistoryFormatter(PAYLOADS, history).tell(now.build()).toList())
        .extracting(entry -> entry.kind() + " " + entry.words())
        .endsWith(
            "ACTIVITY_PENDING authorize attempt 1, 57.00 USD; try 4; the platform gave no answer",
            "TASK_PENDING try 2");
  }

  @Test
  void namesAFailureThatSaysNothing() {
    var cause = Failure.newBuilder();
    cause.getApplicationFailureInfoBuilder().setType("com.example.ServiceUnavailableException");
    var failure = Failure.newBuilder().setMessage("Activity task failed").setCause(cause);

    assertThat(text(PAYLOADS).failure(failure.build())).isEqualTo("ServiceUnavailableException");
  }

  @Test
  void readsWhatAnEncryptedFailureSays() {
    DataConverter encrypting = new PayloadEncryptionSettings(List.of(PAYLOAD_KEY)).dataConverter();
    Failure kept =
        encrypting.exceptionToFailure(new IllegalStateException("the platform gave no answer"));

    assertThat(text(PAYLOADS).failure(kept)).isEqualTo("Encoded failure");
    assertThat(text(new Payloads(encrypting)).failure(kept))
        .isEqualTo("the platform gave no answer");
  }

  private static EventText text(Payloads payloads) {
    return new EventText(payloads, List.of());
  }

  @Test
  void tellsUntilWhenItWaitsNow() throws IOException {
    var began = events("licensed.json").getFirst().getEventTime();
    var running = timer(1, began, "look up attempt 1, try 3");
    var over = timer(2, began, "deadline of the payment");
    var fired = HistoryEvent.newBuilder().setEventId(3).setEventTime(began);
    fired
        .setEventType(EventType.EVENT_TYPE_TIMER_FIRED)
        .getTimerFiredEventAttributesBuilder()
        .setStartedEventId(2);
    var now = DescribeWorkflowExecutionResponse.newBuilder();
    now.getWorkflowExecutionInfoBuilder().setStatus(WORKFLOW_EXECUTION_STATUS_RUNNING);
    var end = HistoryEntries.instant(began).plusSeconds(90).truncatedTo(ChronoUnit.SECONDS);

    var history = List.of(running, over, fired.build());

    assertThat(new HistoryFormatter(PAYLOADS, history).tell(now.build()))
        .filteredOn(entry -> entry.kind() == Kind.TIMER_PENDING)
        .extracting(HistoryEntry::words)
        .containsExactly("look up attempt 1, try 3; until " + end);
  }

  private static HistoryEvent timer(long id, Timestamp began, String summary) {
    var timer =
        HistoryEvent.newBuilder()
            .setEventId(id)
            .setEventType(EventType.EVENT_TYPE_TIMER_STARTED)
            .setEventTime(began);
    timer.getTimerStartedEventAttributesBuilder().setStartToFireTimeout(Durations.fromSeconds(90));
    timer.getUserMetadataBuilder().setSummary(CONVERTER.toPayload(summary).orElseThrow());
    return timer.build();
  }

  @Test
  void saysThatNobodyIsKnownToHaveSentWhatCameByHand() {
    String cli = "temporal-cli:ann@host";
    var signal = HistoryEvent.newBuilder();
    signal
        .setEventType(EventType.EVENT_TYPE_WORKFLOW_EXECUTION_SIGNALED)
        .getWorkflowExecutionSignaledEventAttributesBuilder()
        .setSignalName("platformReported")
        .setIdentity(cli);
    var ours = signal.clone();
    ours.getWorkflowExecutionSignaledEventAttributesBuilder().setIdentity("console 7@host");
    var update = HistoryEvent.newBuilder();
    update
        .setEventType(EventType.EVENT_TYPE_WORKFLOW_EXECUTION_UPDATE_ACCEPTED)
        .getWorkflowExecutionUpdateAcceptedEventAttributesBuilder()
        .getAcceptedRequestBuilder()
        .setMeta(Meta.newBuilder().setIdentity(cli))
        .setInput(Input.newBuilder().setName("retryNow"));
    var cancel = HistoryEvent.newBuilder();
    cancel
        .setEventType(EventType.EVENT_TYPE_WORKFLOW_EXECUTION_CANCEL_REQUESTED)
        .getWorkflowExecutionCancelRequestedEventAttributesBuilder()
        .setIdentity(cli);
    var reset = HistoryEvent.newBuilder();
    reset
        .setEventType(EventType.EVENT_TYPE_WORKFLOW_TASK_FAILED)
        .getWorkflowTaskFailedEventAttributesBuilder()
        .setCause(WorkflowTaskFailedCause.WORKFLOW_TASK_FAILED_CAUSE_RESET_WORKFLOW)
        .setFailure(Failure.newBuilder().setMessage("it hung"));
    var end = HistoryEvent.newBuilder();
    end.setEventType(EventType.EVENT_TYPE_WORKFLOW_EXECUTION_TERMINATED)
        .getWorkflowExecutionTerminatedEventAttributesBuilder()
        .setReason("why not")
        .setIdentity(cli);

    assertThat(
            told(
                Stream.of(signal, ours, update, cancel, reset, end)
                    .map(HistoryEvent.Builder::build)
                    .toList()))
        .extracting(entry -> entry.kind() + " " + entry.words())
        .containsExactly(
            "SIGNAL platformReported; not attributed; from temporal-cli:ann@host",
            "SIGNAL platformReported; from console 7@host",
            "UPDATE retryNow; not attributed; from temporal-cli:ann@host",
            "CANCEL_REQUESTED not attributed; from temporal-cli:ann@host",
            "RESET it hung; not attributed",
            "TERMINATED why not; not attributed; from temporal-cli:ann@host");
  }

  /** Ids of people and organizations, and consents, are in the payloads. */
  @ParameterizedTest
  @MethodSource("histories")
  void showsNoPayload(Path history) throws IOException {
    assertThat(told(history.getFileName().toString()))
        .isNotEmpty()
        .allSatisfy(
            entry ->
                assertThat(entry.words())
                    .doesNotContain("{", "textHash")
                    .doesNotContainPattern("[0-9a-f]{8}-[0-9a-f]{4}-"));
  }

  private static List<HistoryEntry> told(String history) throws IOException {
    return told(events(history));
  }

  private static List<HistoryEntry> told(List<HistoryEvent> events) {
    return new HistoryFormatter(PAYLOADS, events)
        .tell(DescribeWorkflowExecutionResponse.getDefaultInstance())
        .toList();
  }

  private static List<HistoryEvent> events(String history) throws IOException {
    return WorkflowExecutionHistory.fromJson(Files.readString(HISTORIES.resolve(history)))
        .getEvents();
  }
}
