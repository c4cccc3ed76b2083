package licensing.buyer;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.io.Serializable;
import java.util.UUID;

/**
 * Who buys, and for whom. Every message to a purchase carries it and is compared with it, so it
 * travels as a short text: the two ids with a slash between.
 */
public record Buyer(OrganizationId organization, UserId user) {

  /**
   * @throws IllegalArgumentException for what is none
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static Buyer parse(String text) {
    String[] ids = text.split("/", -1);
    if (ids.length != 2) {
      throw new IllegalArgumentException("a buyer reads like organization/user");
    }
    return new Buyer(
        new OrganizationId(UUID.fromString(ids[0])), new UserId(UUID.fromString(ids[1])));
  }

  @JsonValue
  @Override
  public String toString() {
    return organization + "/" + user;
  }

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
