package licensing.platform.fault;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A call under way; which order it is about is looked up only where a fault depends on it. */
public final class Call {
  private final Operation operation;
  private final Supplier<@Nullable String> lookUp;
  private boolean lookedUp;
  private @Nullable String orderId;

  public Call(Operation operation, Supplier<@Nullable String> lookUp) {
    this.operation = operation;
    this.lookUp = lookUp;
  }

  public Operation operation() {
    return operation;
  }

  @Nullable String orderId() {
    if (!lookedUp) {
      orderId = lookUp.get();
      lookedUp = true;
    }
    return orderId;
  }
}
