package licensing.outage;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.activity.Activity;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.testing.WorkflowReplayer;
import io.temporal.worker.Worker;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import licensing.purchase.PlatformWatchWorkflow;
import licensing.purchase.PurchaseId;
import licensing.purchase.PurchaseWorkflow;
import licensing.purchase.Timeouts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PlatformWatchProcessTest {

  private final Platform platform = new Platform();
  private final TestWorkflowEnvironment temporal = TestWorkflowEnvironment.newInstance();

  PlatformWatchProcessTest() {
    Worker worker = temporal.newWorker(PurchaseWorkflow.TASK_QUEUE);
    worker.registerWorkflowImplementationTypes(PlatformWatchProcess.class, WaitingPurchase.class);
    worker.registerActivitiesImplementations(platform);
    temporal.start();
  }

  @AfterEach
  void close() {
    temporal.close();
  }

  @Test
  void wakesEverybodySoonAfterThePlatformsReturn() {
    List<PurchaseId> purchases = Stream.generate(this::waiting).limit(45).toList();
    platform.failing = 100;

    assertThat(watch()).isEqualTo("nobody waits for the platform any more; woken: 45");

    assertThat(purchases).allSatisfy(purchase -> assertThat(wokenAfter(purchase)).isNotNull());
    Stream<Duration> afterItsReturn =
        purchases.stream().map(this::wokenAfter).map(at -> at.minus(platform.returnedAt));
    assertThat(afterItsReturn).allMatch(wait -> wait.compareTo(Duration.ofSeconds(6)) < 0);
  }

  @Test
  void wakesNobodyTwiceWhoNoLongerWaits() {
    waiting();

    assertThat(watch()).endsWith("woken: 1");
  }

  @Test
  void endsWhereSomeWaitForAPersonAndNotForThePlatform() {
    platform.cured = false;
    waiting();

    assertThat(watch()).isEqualTo("the platform answers, and some still need a person; woken: 1");
  }

  @Test
  void passesOverOneThatHasEnded() {
    PurchaseId ended = PurchaseId.random();
    platform.waiting.add(ended);
    platform.cured = false;
    PurchaseId waiting = waiting();

    watch();

    assertThat(wokenAfter(waiting)).isNotNull();
  }

  @Test
  void replays() throws Exception {
    waiting();
    platform.failing = 3;
    watch();

    WorkflowReplayer.replayWorkflowExecution(
        client().fetchHistory(PlatformWatchWorkflow.ID), PlatformWatchProcess.class);
  }

  private PurchaseId waiting() {
    PurchaseId purchase = PurchaseId.random();
    platform.waiting.add(purchase);
    WorkflowStub process =
        client()
            .newUntypedWorkflowStub(
                "Waiting",
                WorkflowOptions.newBuilder()
                    .setWorkflowId(purchase.workflowId())
                    .setTaskQueue(PurchaseWorkflow.TASK_QUEUE)
                    .build());
    process.start();
    return purchase;
  }

  /** By the server's time, from the epoch. */
  private Duration wokenAfter(PurchaseId purchase) {
    return Duration.ofMillis(
        client().newUntypedWorkflowStub(purchase.workflowId()).getResult(Long.class));
  }

  private String watch() {
    PlatformWatchWorkflow watch =
        client()
            .newWorkflowStub(
                PlatformWatchWorkflow.class,
                WorkflowOptions.newBuilder()
                    .setWorkflowId(PlatformWatchWorkflow.ID)
                    .setTaskQueue(PurchaseWorkflow.TASK_QUEUE)
                    .build());
    return watch.watch(Timeouts.PRODUCTION);
  }

  private WorkflowClient client() {
    return temporal.getWorkflowClient();
  }

  /** As much of a purchase as can be woken: answers when it was. */
  @WorkflowInterface
  public interface Waiting {
    @WorkflowMethod(name = "Waiting")
    long await();

    @SignalMethod
    void platformAnswers();
  }

  public static class WaitingPurchase implements Waiting {

    private boolean woken;

    @Override
    public long await() {
      Workflow.await(() -> woken);
      return Workflow.currentTimeMillis();
    }

    @Override
    public void platformAnswers() {
      woken = true;
    }
  }

  /** Away for some tries; whoever was listed once no longer waits. */
  private final class Platform implements Outages {

    private final Set<PurchaseId> waiting = ConcurrentHashMap.newKeySet();
    private volatile int failing;
    private volatile boolean cured = true;
    private volatile Duration returnedAt = Duration.ZERO;

    @Override
    public int probe() {
      if (failing-- > 0) {
        throw new IllegalStateException("the platform does not answer");
      }
      if (returnedAt.isZero()) {
        returnedAt = Duration.ofMillis(temporal.currentTimeMillis());
      }
      return Activity.getExecutionContext().getInfo().getAttempt();
    }

    @Override
    public List<PurchaseId> waiting(int most) {
      List<PurchaseId> listed = waiting.stream().limit(most).toList();
      if (cured) {
        listed.forEach(waiting::remove);
      }
      return listed;
    }
  }
}
