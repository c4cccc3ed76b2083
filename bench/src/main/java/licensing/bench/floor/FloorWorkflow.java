package licensing.bench.floor;

import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.UpdateMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.util.UUID;

@WorkflowInterface
public interface FloorWorkflow {

  String TASK_QUEUE = "bench-floor";

  /** Returns how it ended. */
  @WorkflowMethod(name = "FloorPurchase")
  String purchase(UUID purchase);

  @UpdateMethod(name = "subscribe")
  void subscribe();

  @UpdateMethod(name = "confirmRedirect")
  void confirmRedirect();

  @SignalMethod(name = "paymentSubmitted")
  void paymentSubmitted();
}
