package licensing.platform.card;

import static java.util.Map.entry;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
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

  /**
   * The sandbox's numbers for 3-D Secure, as far as Braintree's page of November 2026 was seen; the
   * others are those of its processor, and 4000000000001091 is of the list before, which
   * Braintree's own tests still use.
   */
  private static final Map<String, Scenario> AUTHENTICATED =
      numbers(
          Map.ofEntries(
              entry(
                  Scenario.SUCCESSFUL,
                  "4000000000002701 5200000000002235 340000000002708 6011000000002117"),
              entry(
                  Scenario.FAILED,
                  "4000000000002925 5200000000002276 340000000002096 6011000000002364"),
              entry(
                  Scenario.ATTEMPTED,
                  "4000000000002719 5200000000002482 340000000002872 6011000000002646"),
              entry(Scenario.UNABLE, "4000000000002313 5200000000002268"),
              entry(Scenario.REJECTED, "4000000000002537 5200000000002185 340000000002062"),
              entry(Scenario.UNAVAILABLE, "4000000000002990 5200000000002409 340000000002468"),
              entry(Scenario.LOOKUP_ERROR, "4000000000002446 5200000000002037 340000000002732"),
              entry(Scenario.LOOKUP_TIMEOUT, "4000000000002354 5200000000002326"),
              entry(Scenario.BYPASSED, "4000000000002560 5200000000002508 340000000002948"),
              entry(
                  Scenario.CHALLENGE_SUCCESSFUL,
                  "4000000000002503 5200000000002151 340000000002534 4000000000001091"),
              entry(Scenario.CHALLENGE_FAILED, "4000000000002370 5200000000002490 340000000002237"),
              entry(Scenario.CHALLENGE_UNABLE, "4000000000002420 5200000000002664 340000000002484"),
              entry(Scenario.CHALLENGE_ERROR, "4000000000002644 5200000000002656")));

  private TestCards() {}

  /** The bank of every other card agrees at once. */
  static Scenario scenario(CardNumber number) {
    return AUTHENTICATED.getOrDefault(number.digits(), Scenario.SUCCESSFUL);
  }

  private static Map<String, Scenario> numbers(Map<Scenario, String> table) {
    Map<String, Scenario> numbers = new HashMap<>();
    table.forEach(
        (scenario, cards) -> {
          for (String number : cards.split(" ")) {
            numbers.put(number, scenario);
          }
        });
    return numbers;
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
