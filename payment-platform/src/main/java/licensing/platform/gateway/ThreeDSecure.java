package licensing.platform.gateway;

import org.jspecify.annotations.Nullable;

/** What the status of the buyer's authentication means for who bears the loss. */
final class ThreeDSecure {
  private ThreeDSecure() {}

  static boolean liabilityShifted(@Nullable String status) {
    return "authenticate_successful".equals(status)
        || "authenticate_attempt_successful".equals(status);
  }

  static boolean liabilityShiftPossible(String status) {
    return status.startsWith("authenticate_");
  }
}
