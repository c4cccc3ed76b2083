package licensing.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.temporal.activity.Activity;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.failure.ApplicationFailure;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.function.IntFunction;
import licensing.purchase.Replays;
import licensing.webhook.Webhooks.DeliveryState;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WebhookProcessTest {

  private static final String ID = WebhookWorkflow.workflowId(new UUID(0, 1), "42", 0);
  private static final DeliveryId DELIVERY = new DeliveryId(new UUID(0, 2));

  private final Receiver receiver = new Receiver();
  private final TestWorkflowEnvironment temporal = TestWorkflowEnvironment.newInstance();

  WebhookProcessTest() {
    Worker worker = temporal.newWorker(WebhookWorkflow.TASK_QUEUE);
    worker.registerWorkflowImplementationTypes(WebhookProcess.class);
    worker.registerActivitiesImplementations(receiver);
    temporal.start();
  }

  @AfterEach
  void close() {
    temporal.close();
  }

  @Test
  void isNamedByEndpointAndMessageAndStartedOnce() {
    receiver.failure = tried -> null;
    start();

    assertThat(result()).isEqualTo(DeliveryState.DELIVERED);
    assertThat(receiver.tried).hasSize(1);
    assertThat(ID).isEqualTo("webhook-00000000-0000-0000-0000-000000000001-42");
    assertThat(WebhookWorkflow.workflowId(new UUID(0, 1), "42", 2)).isEqualTo(ID + "-again-2");
    assertThatThrownBy(this::start).isInstanceOf(WorkflowExecutionAlreadyStarted.class);
  }

  @Test
  void waitsLongerAndLongerAndCostsTheHistoryNothing() throws Exception {
    receiver.failure = tried -> tried < 8 ? notTaken(tried) : null;
    start();

    assertThat(result()).isEqualTo(DeliveryState.DELIVERED);
    assertThat(receiver.waits().stream().map(Duration::toSeconds))
        .containsExactly(5L, 20L, 80L, 320L, 1280L, 5120L, 20480L);
    assertThat(history().getEvents()).hasSizeLessThan(13);
    replaysAs("webhook-delivered");
  }

  /** However many tries there were before. */
  @Test
  void asksSoonAgainWhereTheFaultIsOurs() {
    receiver.failure =
        tried ->
            tried < 7
                ? notTaken(tried)
                : tried < 10 ? new IllegalStateException("no database") : null;
    start();

    assertThat(result()).isEqualTo(DeliveryState.DELIVERED);
    assertThat(receiver.waits().subList(6, 9)).containsOnly(Duration.ofMinutes(1));
  }

  @Test
  void givesUpAfterThreeDays() throws Exception {
    receiver.failure = WebhookProcessTest::notTaken;
    start();

    assertThat(result()).isEqualTo(DeliveryState.FAILED);
    assertThat(receiver.gaveUp).containsExactly(DELIVERY);
    assertThat(receiver.tried).hasSizeBetween(11, 14);
    assertThat(receiver.waits()).allMatch(wait -> wait.compareTo(Duration.ofHours(12)) <= 0);
    assertThat(receiver.tookAltogether())
        .isBetween(Duration.ofDays(2), Duration.ofDays(3).plusMinutes(1));
    replaysAs("webhook-given-up");
  }

  /** As a receiver asks for that sends Retry-After. */
  @Test
  void waitsAsLongAsTheTrySays() {
    receiver.failure =
        tried ->
            tried == 1
                ? ApplicationFailure.newBuilder()
                    .setMessage("status 429")
                    .setType("NotTaken")
                    .setNextRetryDelay(Duration.ofHours(2))
                    .build()
                : null;
    start();
    result();

    assertThat(receiver.waits()).containsExactly(Duration.ofHours(2));
  }

  @Test
  void doesNotStayOpenInTheRowsWhenItIsCancelled() {
    receiver.failure = tried -> new IllegalStateException("status 500");
    start();
    receiver.awaitTry();
    stub().cancel();

    assertThatThrownBy(this::result).isInstanceOf(WorkflowFailedException.class);
    assertThat(receiver.gaveUp).containsExactly(DELIVERY);
  }

  /** As a try that was not taken says it. */
  private static ApplicationFailure notTaken(int tried) {
    Duration wait = WebhookProcess.FIRST_WAIT;
    for (int i = 1; i < tried && wait.compareTo(WebhookProcess.LONGEST_WAIT) < 0; i++) {
      wait = wait.multipliedBy(WebhookProcess.WAITS_GROW);
    }
    return ApplicationFailure.newBuilder()
        .setMessage("status 500")
        .setType("WebhookNotTaken")
        .setNextRetryDelay(
            wait.compareTo(WebhookProcess.LONGEST_WAIT) < 0 ? wait : WebhookProcess.LONGEST_WAIT)
        .build();
  }

  private void start() {
    temporal
        .getWorkflowClient()
        .newUntypedWorkflowStub(
            WebhookWorkflow.TYPE,
            WorkflowOptions.newBuilder()
                .setWorkflowId(ID)
                .setTaskQueue(WebhookWorkflow.TASK_QUEUE)
                .setWorkflowIdReusePolicy(
                    io.temporal.api.enums.v1.WorkflowIdReusePolicy
                        .WORKFLOW_ID_REUSE_POLICY_REJECT_DUPLICATE)
                .build())
        .start(DELIVERY);
  }

  private DeliveryState result() {
    return stub().getResult(DeliveryState.class);
  }

  private WorkflowStub stub() {
    return temporal.getWorkflowClient().newUntypedWorkflowStub(ID);
  }

  private WorkflowExecutionHistory history() {
    return temporal.getWorkflowClient().fetchHistory(ID);
  }

  /** And is stored under that name with {@code -Dwebhooks.record=true}, where it is not yet. */
  private void replaysAs(String name) throws IOException {
    Path stored = Path.of("src/test/resources/histories", name + ".json");
    if (Boolean.getBoolean("webhooks.record") && !Files.exists(stored)) {
      Files.writeString(stored, history().toJson(true) + "\n");
    }
    assertThatCode(() -> Replays.replay(history(), WebhookProcess.class))
        .doesNotThrowAnyException();
  }

  /** Takes nothing as long as a test says so. */
  private final class Receiver implements Webhooks {

    private final List<Long> tried = Collections.synchronizedList(new ArrayList<>());
    private final List<DeliveryId> gaveUp = Collections.synchronizedList(new ArrayList<>());
    private volatile IntFunction<@Nullable RuntimeException> failure = tried -> null;

    @Override
    public DeliveryState deliver(DeliveryId delivery) {
      synchronized (this) {
        tried.add(temporal.currentTimeMillis());
        notifyAll();
      }
      RuntimeException failed =
          failure.apply(Activity.getExecutionContext().getInfo().getAttempt());
      if (failed != null) {
        throw failed;
      }
      return DeliveryState.DELIVERED;
    }

    @Override
    public DeliveryState giveUp(DeliveryId delivery) {
      gaveUp.add(delivery);
      return DeliveryState.FAILED;
    }

    synchronized void awaitTry() {
      while (tried.isEmpty()) {
        try {
          wait();
        } catch (InterruptedException e) {
          throw new IllegalStateException(e);
        }
      }
    }

    /** Between the tries, to the second. */
    List<Duration> waits() {
      List<Duration> waits = new ArrayList<>();
      for (int i = 1; i < tried.size(); i++) {
        waits.add(Duration.ofSeconds(Math.round((tried.get(i) - tried.get(i - 1)) / 1000.0)));
      }
      return waits;
    }

    Duration tookAltogether() {
      return Duration.ofMillis(tried.getLast() - tried.getFirst());
    }
  }
}
