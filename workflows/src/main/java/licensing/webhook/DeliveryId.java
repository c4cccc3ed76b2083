package licensing.webhook;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/**
 * Names one delivery: of one message to one endpoint, and each time that somebody asks for it
 * again.
 */
public record DeliveryId(@JsonValue UUID value) {

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public DeliveryId {}

  @Override
  public String toString() {
    return value.toString();
  }
}
