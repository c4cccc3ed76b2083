package licensing.platform.card;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import licensing.platform.ledger.PaymentNonce.Behaviour;
import licensing.platform.ledger.Scenario;

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
  private static final String FRAUD = "4000111111111511";

  /** The sandbox's numbers for 3-D Secure, of every brand: 100 to 112 name the scenario. */
  private static final Pattern AUTHENTICATED =
      Pattern.compile("(?:400000000000|520000000000|34000000000|601100000000)(1[01][0-9])[0-9]");

  private TestCards() {}

  static Scenario scenario(CardNumber number) {
    Matcher test = AUTHENTICATED.matcher(number.digits());
    int scenario = test.matches() ? Integer.parseInt(test.group(1)) - 100 : 0;
    return scenario < Scenario.values().length ? Scenario.values()[scenario] : Scenario.SUCCESSFUL;
  }

  static Behaviour behaviour(CardNumber number) {
    if (DECLINED.contains(number.digits())) {
      return Behaviour.PROCESSOR_DECLINED;
    }
    return switch (number.digits()) {
      case FAILED -> Behaviour.PROCESSOR_FAILED;
      case FRAUD -> Behaviour.REJECTED_AS_FRAUD;
      default -> Behaviour.CHARGED;
    };
  }
}
