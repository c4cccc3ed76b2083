package licensing.aftermath;

import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.UpdateMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import licensing.purchase.message.PlatformReported;
import licensing.purchase.message.SupportRequest;

/**
 * What the platform reports of one purchase, and what support does with it, long after its own
 * process has ended. Started by the first of them, ended when none is left, and started again by
 * the next one.
 */
@WorkflowInterface
public interface AftermathWorkflow {

  String TYPE = "Aftermath";
  String PLATFORM_REPORTED = "platformReported";
  String ANNOTATE = "annotate";
  String MARK_AS_SETTLED = "markAsSettled";

  /** Answers what came of the last report, in words. */
  @WorkflowMethod(name = TYPE)
  String follow(AftermathStart start);

  /** A webhook of the platform: a signal, since its sender only reports; sent with the start. */
  @SignalMethod(name = PLATFORM_REPORTED)
  void platformReported(PlatformReported report);

  /**
   * To leave a note on the purchase: its reason. An update, as what else support does, sent with
   * the start. What is refused, {@link licensing.purchase.message.Refusal#of} reads.
   */
  @UpdateMethod(name = ANNOTATE)
  void annotate(SupportRequest note);

  /** To say that a person settled what they were asked to look at. */
  @UpdateMethod(name = MARK_AS_SETTLED)
  void markAsSettled(SupportRequest request);
}
