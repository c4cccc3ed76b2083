package licensing.bulk;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;
import java.util.UUID;

/** Names one bulk run everywhere. Made with the form, so that a form is one run. */
public record BulkId(@JsonValue String value) {

  public BulkId {
    if (!UUID.fromString(value).toString().equals(value)) {
      throw new IllegalArgumentException("not the id of a bulk run");
    }
  }

  /** Of a text from outside; empty for what is none. */
  public static Optional<BulkId> parse(String text) {
    try {
      return Optional.of(new BulkId(text));
    } catch (IllegalArgumentException none) {
      return Optional.empty();
    }
  }

  public static BulkId random() {
    return new BulkId(UUID.randomUUID().toString());
  }

  /** The one place that knows how its workflow is called. */
  public String workflowId() {
    return "bulk-" + value;
  }

  @Override
  public String toString() {
    return value;
  }
}
