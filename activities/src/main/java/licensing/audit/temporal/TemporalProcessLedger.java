package licensing.audit.temporal;

import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionMetadata;
import io.temporal.client.WorkflowNotFoundException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import licensing.audit.ledger.ProcessLedger;
import licensing.audit.ledger.ProcessState;
import licensing.audit.ledger.ProcessState.Life;
import licensing.purchase.PurchaseId;
import licensing.purchase.PurchaseSearchAttributes;
import licensing.purchase.status.PurchaseOutcome;
import org.jspecify.annotations.Nullable;

/** Asks Temporal of purchases. */
public final class TemporalProcessLedger implements ProcessLedger {

  private final WorkflowClient temporal;

  public TemporalProcessLedger(WorkflowClient temporal) {
    this.temporal = temporal;
  }

  @Override
  public List<ProcessState> startedSince(Instant from) {
    String query =
        "WorkflowType = 'Purchase' and StartTime >= '%s'"
            .formatted(from.truncatedTo(ChronoUnit.SECONDS));
    try (var found = temporal.listExecutions(query)) {
      return found
          // A worker that warms up starts one that is nobody's purchase.
          .flatMap(each -> state(each).stream())
          .toList();
    }
  }

  @Override
  public Optional<ProcessState> of(PurchaseId purchase) {
    try {
      return state(temporal.newUntypedWorkflowStub(purchase.workflowId()).describe());
    } catch (WorkflowNotFoundException none) {
      return Optional.empty();
    }
  }

  private static Optional<ProcessState> state(WorkflowExecutionMetadata found) {
    String said = found.getTypedSearchAttributes().get(PurchaseSearchAttributes.OUTCOME);
    Life life = life(found.getStatus(), said);
    // The rule is not said: only another end than a license is a search attribute.
    String outcome =
        said == null && life == Life.COMPLETED ? PurchaseOutcome.Kind.LICENSED.label() : said;
    return PurchaseId.ofWorkflow(found.getExecution().getWorkflowId())
        .map(purchase -> new ProcessState(purchase, life, outcome, found.getCloseTime()));
  }

  /** Asked to stop, a purchase goes on to its own end; Temporal calls it cancelled all the same. */
  private static Life life(WorkflowExecutionStatus status, @Nullable String outcome) {
    return switch (status) {
      case WORKFLOW_EXECUTION_STATUS_RUNNING, WORKFLOW_EXECUTION_STATUS_CONTINUED_AS_NEW ->
          Life.RUNNING;
      case WORKFLOW_EXECUTION_STATUS_COMPLETED -> Life.COMPLETED;
      case WORKFLOW_EXECUTION_STATUS_CANCELED -> outcome == null ? Life.BROKEN_OFF : Life.COMPLETED;
      default -> Life.BROKEN_OFF;
    };
  }
}
