package licensing.paymentevent;

import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.UpdateMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import licensing.purchase.PurchaseId;
import licensing.purchase.PurchaseWorkflow;
import licensing.purchase.PurchaseWorkflow.PlatformReported;
import licensing.purchase.Timeouts;
import licensing.purchase.message.SupportCommand;

/**
 * What the platform reports of one purchase, and what support does with it, long after its own
 * process has ended. Started by the first of them, ended when none is left, and started again by
 * the next one.
 */
@WorkflowInterface
public interface PaymentEventsWorkflow {

  String TYPE = "PaymentEvents";
  String PLATFORM_REPORTED = "platformReported";

  /** Answers what came of the last report, in words. */
  @WorkflowMethod(name = TYPE)
  String follow(PaymentEventsStart start);

  /** A webhook of the platform: a signal, since its sender only reports; sent with the start. */
  @SignalMethod(name = PLATFORM_REPORTED)
  void platformReported(PlatformReported report);

  /**
   * What support may do after the end: leave a note, say that a person settled what they were asked
   * to look at, or decide about the license. An update, sent with the start; what is refused,
   * {@link licensing.purchase.message.Refusal#of} reads.
   */
  @UpdateMethod(name = PurchaseWorkflow.SUPPORT)
  void support(SupportCommand command);

  /**
   * Which purchase it is about, and how long to wait before the platform is asked again.
   *
   * @param bySupport whether an action of support comes with it, else a report of the platform
   */
  record PaymentEventsStart(PurchaseId purchase, Timeouts waits, boolean bySupport) {

    /** One at a time for each purchase. */
    public static String workflowId(PurchaseId purchase) {
      return "payment-events-" + purchase;
    }
  }
}
