package licensing.purchase;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/**
 * Watches a platform that purchases wait for, in their stead: they try again with growing waits,
 * and this wakes them soon after its return. Begun by the first purchase that needs it; there is
 * one at a time.
 */
@WorkflowInterface
public interface PlatformWatchWorkflow {

  String TYPE = "PlatformWatch";
  String ID = "platform-watch";

  /** Answers how it ended, in words. */
  @WorkflowMethod(name = TYPE)
  String watch(Timeouts waits);
}
