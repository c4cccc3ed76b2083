package licensing.purchase;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Names one purchase everywhere. Made with the form, never reused; 122 random bits. */
public record PurchaseId(@JsonValue UUID value) {

  private static final String WORKFLOW = "purchase-";
  private static final Pattern AS_WRITTEN =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public PurchaseId {}

  public static PurchaseId random() {
    return new PurchaseId(UUID.randomUUID());
  }

  /**
   * Reads an id as it is written everywhere, in lower case and in full.
   *
   * @throws IllegalArgumentException for anything else
   */
  public static PurchaseId of(String text) {
    if (!AS_WRITTEN.matcher(text).matches()) {
      throw new IllegalArgumentException("not a purchase id");
    }
    return new PurchaseId(UUID.fromString(text));
  }

  /** The one place that knows how a purchase's workflow is called. */
  public String workflowId() {
    return WORKFLOW + value;
  }

  /**
   * The purchase of a workflow; empty for one that is no purchase's, such as one that somebody
   * started by hand under a name of their own.
   */
  public static Optional<PurchaseId> ofWorkflow(String workflowId) {
    if (!workflowId.startsWith(WORKFLOW)) {
      return Optional.empty();
    }
    String id = workflowId.substring(WORKFLOW.length());
    return AS_WRITTEN.matcher(id).matches() ? Optional.of(of(id)) : Optional.empty();
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
