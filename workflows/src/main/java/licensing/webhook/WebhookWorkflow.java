package licensing.webhook;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.util.UUID;
import licensing.webhook.Webhooks.DeliveryState;

/** One delivery. What is delivered, and where to, is in its row and never in the history. */
@WorkflowInterface
public interface WebhookWorkflow {

  String TYPE = "Webhook";

  /** Apart from the purchases', so that a receiver that is slow takes no turn from a buyer. */
  String TASK_QUEUE = "webhooks";

  @WorkflowMethod(name = TYPE)
  DeliveryState deliver(DeliveryId delivery);

  /**
   * One for each endpoint and message, for ever; and one for each time that somebody asks for it
   * again.
   *
   * @param again 0, or how often it was asked for again
   */
  static String workflowId(UUID endpoint, String message, int again) {
    String id = "webhook-" + endpoint + "-" + message;
    return again == 0 ? id : id + "-again-" + again;
  }
}
