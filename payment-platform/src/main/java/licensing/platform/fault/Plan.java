package licensing.platform.fault;

import org.jspecify.annotations.Nullable;

/**
 * A fault and the calls that shall have it.
 *
 * @param operation null: all that the fault can concern
 * @param orderId only calls about this order; null: whatever they are about
 */
public record Plan(
    Fault fault, @Nullable Operation operation, @Nullable String orderId, Trigger trigger) {
  public Plan {
    if (operation != null && !fault.concerns(operation)) {
      throw new IllegalArgumentException(
          "\"" + fault.label() + "\" cannot happen to \"" + operation.label() + "\".");
    }
  }

  boolean concerns(Call call) {
    return (operation == null ? fault.concerns(call.operation()) : operation == call.operation())
        && (orderId == null || orderId.equals(call.orderId()));
  }
}
