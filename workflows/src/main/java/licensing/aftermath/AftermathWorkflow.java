package licensing.aftermath;

import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import licensing.purchase.PlatformReported;

/**
 * The reports about one purchase, long after its own process has ended. Started by the first of
 * them, ended when none is left, and started again by the next one.
 */
@WorkflowInterface
public interface AftermathWorkflow {

  String TYPE = "Aftermath";
  String PLATFORM_REPORTED = "platformReported";

  /** Answers what came of the last report, in words. */
  @WorkflowMethod(name = TYPE)
  String follow(AftermathStart start);

  /** A webhook of the platform: a signal, since its sender only reports; sent with the start. */
  @SignalMethod(name = PLATFORM_REPORTED)
  void platformReported(PlatformReported report);
}
