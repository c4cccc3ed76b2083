package licensing.purchase;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;
import java.util.UUID;

/** Names one purchase everywhere. Made with the form, never reused; 122 random bits. */
public record PurchaseId(@JsonValue String value) {

  private static final String WORKFLOW = "purchase-";

  public PurchaseId {
    if (!UUID.fromString(value).toString().equals(value)) {
      throw new IllegalArgumentException("not a purchase id");
    }
  }

  public static PurchaseId random() {
    return new PurchaseId(UUID.randomUUID().toString());
  }

  /** The one place that knows how a purchase's workflow is called. */
  public String workflowId() {
    return WORKFLOW + value;
  }

  /** The purchase of a workflow; empty for one that is no purchase's. */
  public static Optional<PurchaseId> ofWorkflow(String workflowId) {
    return workflowId.startsWith(WORKFLOW)
        ? Optional.of(new PurchaseId(workflowId.substring(WORKFLOW.length())))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return value;
  }
}
