package licensing.bulk.jdbc;

import io.grpc.StatusRuntimeException;
import io.temporal.client.UpdateOptions;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowServiceException;
import io.temporal.client.WorkflowUpdateException;
import io.temporal.client.WorkflowUpdateStage;
import licensing.bulk.Bulks.BulkOutcome;
import licensing.purchase.PurchaseId;
import licensing.purchase.PurchaseWorkflow;
import licensing.purchase.message.Refusal;
import licensing.purchase.message.SupportCommand;
import licensing.temporal.CallResult;
import licensing.temporal.CallResult.TemporalErrors;
import licensing.temporal.CallsInTime;
import licensing.temporal.Heartbeats;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Where purchases are asked for something, as support asks: by their own processes, which check and
 * record it.
 */
@Component
public class PurchaseDesk implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(PurchaseDesk.class);

  private final WorkflowClient temporal;
  private final CallsInTime inTime = new CallsInTime();

  public PurchaseDesk(WorkflowClient temporal) {
    this.temporal = temporal;
  }

  /**
   * Asks one purchase, and waits for some seconds at most. One that cannot be asked must not keep
   * the others waiting, whatever is wrong.
   *
   * @param key the same key is the same question, however often it is asked and whatever else it
   *     says: it has one effect and one answer
   */
  public Reply ask(PurchaseId purchase, SupportCommand command, String key) {
    Heartbeats.once();
    try {
      return switch (TemporalErrors.result(
          () -> inTime.call(() -> update(purchase, command, key)))) {
        case CallResult.Accepted<Reply>(var done) -> done;
        case CallResult.Refused<?>(var why, var _) -> Reply.refused(why);
        case CallResult.AlreadyEnded<?> _ -> Reply.refused(Refusal.ENDED);
        case CallResult.NotFound<?> _ -> Reply.NO_PROCESS;
        case CallResult.NotConfirmed<?> _ -> Reply.NOT_ANSWERED;
      };
    } catch (WorkflowUpdateException | WorkflowServiceException | StatusRuntimeException broken) {
      LOG.warn("purchase {} did not answer: {}", purchase, broken.getMessage());
      return Reply.NOT_ANSWERED;
    }
  }

  @Override
  public void close() {
    inTime.close();
  }

  private Reply update(PurchaseId purchase, SupportCommand command, String key) {
    temporal
        .newUntypedWorkflowStub(purchase.workflowId())
        .startUpdate(
            UpdateOptions.newBuilder(Object.class)
                .setUpdateName(PurchaseWorkflow.SUPPORT)
                .setUpdateId(key)
                .setWaitForStage(WorkflowUpdateStage.COMPLETED)
                .build(),
            command)
        .getResult();
    return Reply.DONE;
  }

  /**
   * What a purchase answered.
   *
   * @param why the name of its refusal, or {@link #NO_PROCESS}; null where it refused nothing
   */
  public record Reply(BulkOutcome outcome, @Nullable String why) {

    public static final Reply DONE = new Reply(BulkOutcome.DONE, null);
    public static final Reply NOT_ANSWERED = new Reply(BulkOutcome.NOT_ANSWERED, null);

    /** Temporal knows no such purchase, or does not keep it any more. */
    public static final Reply NO_PROCESS = new Reply(BulkOutcome.REFUSED, "NO_PROCESS");

    public static Reply refused(Refusal refusal) {
      return new Reply(BulkOutcome.REFUSED, refusal.name());
    }

    /** Whether it had changed since it was read, so that it may do now what it refused. */
    boolean isStale() {
      return Refusal.CHANGED_SINCE.name().equals(why);
    }
  }
}
