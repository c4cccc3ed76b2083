package licensing.bench.naive;

import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.util.UUID;

@WorkflowInterface
public interface NaiveWorkflow {

  String TASK_QUEUE = "bench-naive";

  /** Returns how it ended. */
  @WorkflowMethod(name = "NaivePurchase")
  Status purchase(UUID purchase);

  @SignalMethod(name = "confirmRedirect")
  void confirmRedirect();

  @SignalMethod(name = "paymentSubmitted")
  void paymentSubmitted();

  @QueryMethod(name = "status")
  Status status();

  /** In the order in which they follow, but for the last two. */
  enum Status {
    STARTED,
    TERMS_PRESENTED,
    REDIRECT_CONFIRMED,
    LICENSE_ACTIVE,
    LICENSED,
    LAPSED,
    DECLINED
  }
}
