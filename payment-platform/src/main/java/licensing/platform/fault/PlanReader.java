package licensing.platform.fault;

import licensing.platform.fault.Details.Unarmable;
import org.jspecify.annotations.Nullable;

/** Reads which fault shall be armed, and for which calls. */
public final class PlanReader {
  private PlanReader() {}

  /**
   * @throws Unarmable if a detail is missing or wrong
   */
  public static Plan read(Details details) {
    Fault fault = details.choice("fault", FaultKind.class).make(details);
    try {
      return new Plan(fault, operation(details), details.text("orderId"), trigger(details));
    } catch (IllegalArgumentException notTogether) {
      throw new Unarmable(String.valueOf(notTogether.getMessage()));
    }
  }

  private static @Nullable Operation operation(Details details) {
    return details.text("operation") == null ? null : details.choice("operation", Operation.class);
  }

  private static Trigger trigger(Details details) {
    return details.text("probability") == null
        ? new Trigger.Next(details.times())
        : new Trigger.Chance(
            details.number("probability", 0, 1), (long) details.number("seed", 0, 999_999_999));
  }
}
