package licensing.audit.ledger;

import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionMetadata;
import io.temporal.client.WorkflowNotFoundException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import licensing.audit.ledger.ProcessLedger.ProcessState.Life;
import licensing.purchase.PurchaseId;
import licensing.purchase.PurchaseWorkflow.PurchaseSearchAttributes;
import licensing.purchase.status.PurchaseOutcome;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Temporal's side. */
@Component
public final class ProcessLedger {

  private final WorkflowClient temporal;

  ProcessLedger(WorkflowClient temporal) {
    this.temporal = temporal;
  }

  /** Started from then on, as far as the visibility store has heard of it. */
  List<ProcessState> startedSince(Instant from) {
    String query =
        "WorkflowType = 'Purchase' and StartTime >= '%s'"
            .formatted(from.truncatedTo(ChronoUnit.SECONDS));
    try (var found = temporal.listExecutions(query)) {
      return found
          // A worker that warms up, or somebody by hand, starts one that is nobody's purchase.
          .flatMap(each -> state(each).stream())
          .toList();
    }
  }

  /** As the server itself knows it; empty for one that it does not have, or no longer. */
  Optional<ProcessState> of(PurchaseId purchase) {
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

  /**
   * A purchase's workflow as Temporal has it.
   *
   * @param outcome label of the search attribute, null before the end
   * @param endedAt in whichever way; null while it runs
   */
  record ProcessState(
      PurchaseId purchase, Life life, @Nullable String outcome, @Nullable Instant endedAt) {

    /** Whether it goes on. */
    enum Life {
      RUNNING,
      COMPLETED,
      /** Terminated, failed or timed out: somebody ended it in another way than its own. */
      BROKEN_OFF
    }
  }
}
