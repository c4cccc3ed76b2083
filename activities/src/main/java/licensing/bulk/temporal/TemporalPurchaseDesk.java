package licensing.bulk.temporal;

import io.grpc.Context;
import io.grpc.StatusRuntimeException;
import io.temporal.activity.Activity;
import io.temporal.client.UpdateOptions;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowServiceException;
import io.temporal.client.WorkflowUpdateException;
import io.temporal.client.WorkflowUpdateStage;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import licensing.bulk.BulkAction;
import licensing.bulk.desk.PurchaseDesk;
import licensing.bulk.desk.Reply;
import licensing.purchase.PurchaseId;
import licensing.purchase.Refusal;
import licensing.purchase.SupportRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks by the typed updates of support, the key as the update's id. */
public final class TemporalPurchaseDesk implements PurchaseDesk, AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final Logger LOG = LoggerFactory.getLogger(TemporalPurchaseDesk.class);

  private final WorkflowClient temporal;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("bulk-deadlines").factory());

  public TemporalPurchaseDesk(WorkflowClient temporal) {
    this.temporal = temporal;
  }

  /** One purchase that cannot be asked must not keep the others waiting, whatever is wrong. */
  @Override
  public Reply ask(PurchaseId purchase, BulkAction action, SupportRequest request, String key) {
    beat();
    try {
      inTime(() -> update(purchase, action, request, key));
      return Reply.DONE;
    } catch (WorkflowNotFoundException nobody) {
      return isOver(nobody) ? Reply.refused(Refusal.ENDED) : Reply.NO_PROCESS;
    } catch (WorkflowUpdateException failure) {
      return refusal(purchase, failure);
    } catch (WorkflowServiceException | StatusRuntimeException | CancellationException unreached) {
      return notAnswered(purchase, unreached);
    }
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }

  private void update(PurchaseId purchase, BulkAction action, SupportRequest request, String key) {
    temporal
        .newUntypedWorkflowStub(purchase.workflowId())
        .startUpdate(
            UpdateOptions.newBuilder(Object.class)
                .setUpdateName(action.update())
                .setUpdateId(key)
                .setWaitForStage(WorkflowUpdateStage.COMPLETED)
                .build(),
            request)
        .getResult();
  }

  /** The deadline travels in the call's context: the client's own is a minute. */
  private void inTime(Runnable call) {
    try (var context =
        Context.current().withDeadlineAfter(PATIENCE.toMillis(), TimeUnit.MILLISECONDS, clock)) {
      context.run(call);
    }
  }

  private static Reply refusal(PurchaseId purchase, WorkflowUpdateException failure) {
    return failure.getCause() instanceof ApplicationFailure refused
        ? Refusal.of(refused).map(Reply::refused).orElseGet(() -> notAnswered(purchase, failure))
        : notAnswered(purchase, failure);
  }

  /** The server's words are all that tells an ended process from one that never was. */
  private static boolean isOver(WorkflowNotFoundException nobody) {
    return Stream.<Throwable>iterate(nobody, Objects::nonNull, Throwable::getCause)
        .filter(StatusRuntimeException.class::isInstance)
        .anyMatch(answered -> String.valueOf(answered.getMessage()).contains("already completed"));
  }

  private static Reply notAnswered(PurchaseId purchase, RuntimeException why) {
    LOG.warn("purchase {} did not answer: {}", purchase, why.getMessage());
    return Reply.NOT_ANSWERED;
  }

  /**
   * Tells Temporal that this worker lives, and hears from it when the run is to stop. Outside of an
   * activity nobody waits for a sign of life.
   */
  private static void beat() {
    if (isInActivity()) {
      Activity.getExecutionContext().heartbeat(null);
    }
  }

  private static boolean isInActivity() {
    try {
      return Activity.getExecutionContext() != null;
    } catch (IllegalStateException elsewhere) {
      return false;
    }
  }
}
