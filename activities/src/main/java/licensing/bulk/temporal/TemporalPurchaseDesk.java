package licensing.bulk.temporal;

import io.grpc.StatusRuntimeException;
import io.temporal.activity.Activity;
import io.temporal.client.UpdateOptions;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowServiceException;
import io.temporal.client.WorkflowUpdateException;
import io.temporal.client.WorkflowUpdateStage;
import io.temporal.failure.ApplicationFailure;
import java.util.concurrent.CancellationException;
import licensing.bulk.BulkAction;
import licensing.bulk.desk.PurchaseDesk;
import licensing.bulk.desk.Reply;
import licensing.purchase.PurchaseId;
import licensing.purchase.PurchaseWorkflow;
import licensing.purchase.message.Refusal;
import licensing.purchase.message.SupportRequest;
import licensing.temporal.CallFailures;
import licensing.temporal.CallsInTime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks by the typed updates of support, the key as the update's id. */
public final class TemporalPurchaseDesk implements PurchaseDesk, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(TemporalPurchaseDesk.class);

  private final WorkflowClient temporal;
  private final CallsInTime inTime = new CallsInTime();

  public TemporalPurchaseDesk(WorkflowClient temporal) {
    this.temporal = temporal;
  }

  /** One purchase that cannot be asked must not keep the others waiting, whatever is wrong. */
  @Override
  public Reply ask(PurchaseId purchase, BulkAction action, SupportRequest request, String key) {
    beat();
    try {
      return inTime.call(() -> update(purchase, action, request, key));
    } catch (WorkflowNotFoundException nobody) {
      return CallFailures.isOver(nobody) ? Reply.refused(Refusal.ENDED) : Reply.NO_PROCESS;
    } catch (WorkflowUpdateException failure) {
      return refusal(purchase, failure);
    } catch (WorkflowServiceException | StatusRuntimeException | CancellationException unreached) {
      return notAnswered(purchase, unreached);
    }
  }

  @Override
  public void close() {
    inTime.close();
  }

  private Reply update(PurchaseId purchase, BulkAction action, SupportRequest request, String key) {
    temporal
        .newUntypedWorkflowStub(purchase.workflowId())
        .startUpdate(
            UpdateOptions.newBuilder(Object.class)
                .setUpdateName(PurchaseWorkflow.SUPPORT)
                .setUpdateId(key)
                .setWaitForStage(WorkflowUpdateStage.COMPLETED)
                .build(),
            action.command(request))
        .getResult();
    return Reply.DONE;
  }

  private static Reply refusal(PurchaseId purchase, WorkflowUpdateException failure) {
    return failure.getCause() instanceof ApplicationFailure refused
        ? Refusal.of(refused).map(Reply::refused).orElseGet(() -> notAnswered(purchase, failure))
        : notAnswered(purchase, failure);
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
