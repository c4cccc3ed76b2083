package licensing.platform.form;

import java.util.Set;
import licensing.platform.ledger.PaymentNonce.Behaviour;

/** The sandbox's documented test numbers that do not simply pay. All others do. */
final class TestCards {
  private static final Set<String> DECLINED =
      Set.of(
          "4000111111111115",
          "5105105105105100",
          "378734493671000",
          "6011000990139424",
          "38520000009814");
  private static final String FAILED = "3566002020360505";
  private static final String AUTHENTICATION_FAILS = "4000000000001018";

  private TestCards() {}

  static Behaviour behaviour(CardNumber number) {
    if (DECLINED.contains(number.digits())) {
      return Behaviour.PROCESSOR_DECLINED;
    }
    return number.digits().equals(FAILED) ? Behaviour.PROCESSOR_FAILED : Behaviour.CHARGED;
  }

  static String authenticationFails() {
    return AUTHENTICATION_FAILS;
  }
}
