package licensing.local.story;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import licensing.payment.Card;
import licensing.payment.InMemoryPayments.Weather;
import licensing.payment.PaymentAttempt;
import licensing.purchase.Fixtures;
import licensing.purchase.PurchaseFixture;

/** A purchase for each way to end, by the name of its story. */
final class Endings {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private Endings() {}

  static Map<String, Consumer<PurchaseFixture>> all() {
    Map<String, Consumer<PurchaseFixture>> endings = new LinkedHashMap<>();
    endings.put("licensed", buying -> buying.pay(buying.readyToPay(), Card.ACCEPTED));
    endings.put("licensed-with-another-card", Endings::anotherCard);
    endings.put("licensed-after-a-lost-answer", Endings::lostAnswer);
    endings.put("licensed-after-an-outage", Endings::outage);
    endings.put("licensed-after-activation-failed", Endings::failingActivation);
    endings.put("lapsed-before-subscribing", PurchaseFixture::startWithoutSubscribing);
    endings.put("lapsed-before-continue", buying -> buying.subscribe(3));
    endings.put("lapsed-unpaid", PurchaseFixture::readyToPay);
    endings.put("withdrawn", Endings::withdrawal);
    endings.put("declined", Endings::declines);
    endings.put("given-back", Endings::refusedActivation);
    endings.put("suspended", Endings::lostMoney);
    return endings;
  }

  private static void anotherCard(PurchaseFixture buying) {
    PaymentAttempt first = buying.readyToPay();
    buying.pay(first, Card.DECLINED);
    await(() -> buying.attempts.state(first.next()).isPresent());
    buying.pay(first.next(), Card.ACCEPTED);
  }

  private static void lostAnswer(PurchaseFixture buying) {
    buying.payments.weather(Weather.ANSWER_LOST);
    buying.payments.searchLags(2);
    buying.pay(buying.readyToPay(), Card.ACCEPTED);
  }

  private static void outage(PurchaseFixture buying) {
    buying.payments.weather(Weather.UNREACHABLE, 3);
    buying.pay(buying.readyToPay(), Card.ACCEPTED);
  }

  private static void failingActivation(PurchaseFixture buying) {
    buying.licenses.failing(4);
    buying.pay(buying.readyToPay(), Card.ACCEPTED);
  }

  private static void withdrawal(PurchaseFixture buying) {
    buying.readyToPay();
    buying.messages().withdraw(Fixtures.BUYER);
  }

  private static void declines(PurchaseFixture buying) {
    PaymentAttempt attempt = buying.readyToPay();
    while (!attempt.isLast()) {
      buying.pay(attempt, Card.DECLINED);
      PaymentAttempt next = attempt.next();
      await(() -> buying.attempts.state(next).isPresent());
      attempt = next;
    }
    buying.pay(attempt, Card.DECLINED);
  }

  private static void refusedActivation(PurchaseFixture buying) {
    buying.licenses.refuse("the organization was closed");
    buying.pay(buying.readyToPay(), Card.ACCEPTED);
  }

  private static void lostMoney(PurchaseFixture buying) {
    buying.payments.loseHeldMoney();
    buying.pay(buying.readyToPay(), Card.ACCEPTED);
  }

  private static void await(Supplier<Boolean> condition) {
    Instant end = Instant.now().plus(PATIENCE);
    while (!condition.get()) {
      if (Instant.now().isAfter(end)) {
        throw new AssertionError("it did not happen within " + PATIENCE);
      }
      Thread.onSpinWait();
    }
  }
}
