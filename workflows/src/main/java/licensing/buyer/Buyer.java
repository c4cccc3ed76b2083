package licensing.buyer;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.io.Serializable;
import java.util.UUID;

/** Who buys, and for whom. Every message to a purchase carries it and is compared with it. */
public record Buyer(OrganizationId organization, UserId user) {

  /** Whose licenses they are. */
  public record OrganizationId(@JsonValue UUID value) implements Serializable {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public OrganizationId {}

    @Override
    public String toString() {
      return value.toString();
    }
  }

  /** One person's account. */
  public record UserId(@JsonValue UUID value) implements Serializable {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public UserId {}

    @Override
    public String toString() {
      return value.toString();
    }
  }
}
