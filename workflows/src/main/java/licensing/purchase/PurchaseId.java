package licensing.purchase;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Names one purchase everywhere. Made with the form, never reused; 122 random bits. */
public record PurchaseId(@JsonValue String value) {

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
    return "purchase-" + value;
  }

  @Override
  public String toString() {
    return value;
  }
}
