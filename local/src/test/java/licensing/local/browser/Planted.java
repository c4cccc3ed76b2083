package licensing.local.browser;

import org.jspecify.annotations.Nullable;

/**
 * Purchases as their rows stand where it takes long, or is rare, to get there. Nothing runs behind
 * them. The names are those of what a buyer is shown.
 */
enum Planted {
  PROCESSING("AWAIT_PAYMENT", "CHARGING", null, null),
  CHECKING("AWAIT_PAYMENT", "UNKNOWN", null, "payment-unknown"),
  PLATFORM_DOWN("AWAIT_PAYMENT", "SUBMITTED", null, "platform-unreachable"),
  REFUSED("AWAIT_PAYMENT", "DECLINED", null, null),
  ACTIVATING("ACTIVATE_LICENSE", "AUTHORIZED", null, "activation-failing"),
  CLOSING("AWAIT_PAYMENT", "CLOSED", null, null),
  WITHDRAWN("ENDED", "CLOSED", "WITHDRAWN", null),
  LAPSED("ENDED", "CLOSED", "LAPSED", null),
  DECLINED("ENDED", "DECLINED", "DECLINED", null),
  GIVEN_BACK("ENDED", "AUTHORIZED", "GIVEN_BACK", null),
  SUSPENDED("ENDED", "AUTHORIZED", "SUSPENDED", "money-lost"),
  LICENSED("ENDED", "AUTHORIZED", "LICENSED", null);

  private final String step;
  private final String payment;
  private final @Nullable String outcome;
  private final @Nullable String attention;

  Planted(String step, String payment, @Nullable String outcome, @Nullable String attention) {
    this.step = step;
    this.payment = payment;
    this.outcome = outcome;
    this.attention = attention;
  }

  String step() {
    return step;
  }

  String payment() {
    return payment;
  }

  boolean isAuthorized() {
    return payment.equals("AUTHORIZED");
  }

  /** What the platform said of a card that it declined. */
  @Nullable String reason() {
    return payment.equals("DECLINED") ? "2001 Insufficient Funds" : null;
  }

  @Nullable String outcome() {
    return outcome;
  }

  @Nullable String attention() {
    return attention;
  }

  boolean hasLicense() {
    return this == LICENSED || this == SUSPENDED;
  }
}
