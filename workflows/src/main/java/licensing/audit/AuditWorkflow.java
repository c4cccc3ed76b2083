package licensing.audit;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Started by a schedule. */
@WorkflowInterface
public interface AuditWorkflow {

  /** Apart from the purchases', so that a long comparison takes no turn from a buyer. */
  String TASK_QUEUE = "audits";

  /**
   * Gives back what came for attempts that were given up, then compares the purchases of the time
   * until now, of that length. A payment of which a report of the platform may be lost is read
   * again, and what follows is done; then it compares once more.
   *
   * @param grace what changed less than this ago is not judged; null for two minutes, which is
   *     longer than a purchase changes without a pause
   */
  @WorkflowMethod(name = "Audit")
  AuditReport audit(Duration length, @Nullable Duration grace);
}
