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
    return parse(text).orElseThrow(() -> new IllegalArgumentException("not a purchase id"));
  }

  /** As {@link #of}, of a text from outside: empty for anything else. */
  public static Optional<PurchaseId> parse(String text) {
    return AS_WRITTEN.matcher(text).matches()
        ? Optional.of(new PurchaseId(UUID.fromString(text)))
        : Optional.empty();
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
    return workflowId.startsWith(WORKFLOW)
        ? parse(workflowId.substring(WORKFLOW.length()))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
