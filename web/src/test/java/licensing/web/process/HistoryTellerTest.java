package licensing.web.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionResponse;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.common.converter.DefaultDataConverter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import licensing.web.process.PurchaseHistories.Kind;
import licensing.web.process.PurchaseHistories.Moment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** On the histories that real purchases left behind. */
class HistoryTellerTest {

  private static final Path HISTORIES = Path.of("../workflows/src/test/resources/histories");
  private static final Payloads PAYLOADS = new Payloads(DefaultDataConverter.newDefaultInstance());

  static Stream<Path> histories() throws IOException {
    return Files.list(HISTORIES);
  }

  @Test
  void tellsASaleFromItsBeginningToItsEnd() throws IOException {
    assertThat(told("licensed.json"))
        .extracting(moment -> moment.kind() + " " + moment.words().replaceAll("; from .*", ""))
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
            "ACTIVITY activate 3 licenses",
            "ACTIVITY_DONE activate 3 licenses; Activated",
            "ACTIVITY capture attempt 1, 57.00 USD",
            "ACTIVITY_DONE capture attempt 1, 57.00 USD; Captured",
            "SAID Outcome: licensed",
            "COMPLETED Licensed");
  }

  @Test
  void tellsWhatWasUnknownAndWasLookedUp() throws IOException {
    assertThat(told("licensed-after-a-lost-answer.json"))
        .extracting(Moment::words)
        .containsSubsequence(
            "authorize attempt 1, 57.00 USD; Unknown, no answer: TimeoutException",
            "look up attempt 1, try 1; 1 s",
            "look up attempt 1, 57.00 USD; Authorized");
  }

  @Test
  void tellsWhyAnActivityFailed() throws IOException {
    assertThat(told("licensed-after-activation-failed.json"))
        .filteredOn(moment -> moment.kind() == Kind.ACTIVITY_FAILED)
        .isNotEmpty()
        .allSatisfy(
            failed -> assertThat(failed.words()).startsWith("activate").contains("3 tries"));
  }

  @Test
  void tellsWhoAskedForAPersonToLook() throws IOException {
    assertThat(told("licensed-after-activation-failed.json"))
        .extracting(Moment::words)
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

    assertThat(new HistoryTeller(PAYLOADS, history).tell(now.build()))
        .extracting(moment -> moment.kind() + " " + moment.words())
        .endsWith(
            "ACTIVITY_PENDING authorize attempt 1, 57.00 USD; try 4; the platform gave no answer",
            "TASK_PENDING try 2");
  }

  /** Ids of people and organizations, and consents, are in the payloads. */
  @ParameterizedTest
  @MethodSource("histories")
  void showsNoPayload(Path history) throws IOException {
    assertThat(told(history.getFileName().toString()))
        .isNotEmpty()
        .allSatisfy(
            moment ->
                assertThat(moment.words())
                    .doesNotContain("{", "textHash")
                    .doesNotContainPattern("[0-9a-f]{8}-[0-9a-f]{4}-"));
  }

  private static List<Moment> told(String history) throws IOException {
    return new HistoryTeller(PAYLOADS, events(history))
        .tell(DescribeWorkflowExecutionResponse.getDefaultInstance());
  }

  private static List<HistoryEvent> events(String history) throws IOException {
    return WorkflowExecutionHistory.fromJson(Files.readString(HISTORIES.resolve(history)))
        .getEvents();
  }
}
