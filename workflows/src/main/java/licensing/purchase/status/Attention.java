package licensing.purchase.status;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Why a person should look at a purchase. It goes on trying meanwhile. */
public enum Attention {
  PAYMENT_UNKNOWN("payment-unknown"),
  PLATFORM_UNREACHABLE("platform-unreachable"),
  PLATFORM_REFUSES_US("platform-refuses-us"),
  ACTIVATION_FAILING("activation-failing"),
  CAPTURE_FAILING("capture-failing"),
  RELEASE_FAILING("release-failing"),
  MONEY_LOST("money-lost"),
  PLATFORM_REPORT("platform-report");

  private final String label;

  Attention(String label) {
    this.label = label;
  }

  /**
   * Whether it outlasts the process, whose own troubles pass: a person ends it, or the platform.
   */
  public boolean isLasting() {
    return this == MONEY_LOST || this == PLATFORM_REPORT;
  }

  /** As it is searched for: the value of the search attribute, and of the column. */
  public String label() {
    return label;
  }

  /** Null for a label that is none, such as of a later version. */
  public static @Nullable Attention labelled(@Nullable String label) {
    return Arrays.stream(values())
        .filter(attention -> attention.label.equals(label))
        .findFirst()
        .orElse(null);
  }
}
