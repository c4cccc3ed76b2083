package licensing.bulk;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** One bulk run. Pages read how far it is from its rows, so that it answers no queries. */
@WorkflowInterface
public interface BulkWorkflow {

  String TYPE = "Bulk";

  /** Asks one purchase after the other. A cancellation stops it with what is asked by then. */
  @WorkflowMethod(name = TYPE)
  BulkReport run(BulkStart start);
}
