package licensing.payment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import licensing.payment.Payments.AuthorizationResult;
import licensing.payment.Payments.AuthorizationResult.Authorized;
import licensing.payment.Payments.AuthorizationResult.Declined;
import licensing.payment.Payments.AuthorizationResult.NotCharged;
import licensing.payment.Payments.AuthorizationResult.NotFound;
import licensing.payment.Payments.AuthorizationResult.NotHandedIn;
import licensing.payment.Payments.AuthorizationResult.NotTaken;
import licensing.payment.Payments.AuthorizationResult.Unknown;
import licensing.payment.Payments.CaptureResult;
import licensing.payment.Payments.LateMoney;
import licensing.payment.Payments.ReleaseResult;
import licensing.payment.Payments.Resolution;
import licensing.purchase.Fixtures;
import licensing.purchase.InMemoryPurchases;

/** Payments against a platform in memory, which can be made to misbehave. */
public final class InMemoryPayments implements Payments {

  /** What the platform does to a sale. */
  public enum Weather {
    FAIR,
    /** Refuses connections: nothing is taken. */
    UNREACHABLE,
    /** Refuses our keys: nothing is taken. */
    KEYS_REFUSED,
    /** Does what it is asked to, but the answer is lost. */
    ANSWER_LOST,
    /** The request is lost on its way, but nobody can know that. */
    REQUEST_LOST,
    /** Does what it is asked to, but the worker dies before it can say so. */
    WORKER_DIES
  }

  private enum Money {
    HELD,
    CAPTURED,
    RELEASED
  }

  private final InMemoryAttempts attempts;
  private final InMemoryPurchases purchases;
  private final Map<String, Money> ledger = new LinkedHashMap<>();
  private final List<String> sales = new ArrayList<>();
  private Weather weather = Weather.FAIR;
  private int salesInWeather;
  private boolean holdsLost;
  private int lookUpsInVain;
  private boolean lookUpsFail;
  private int failingCaptures;
  private int failingReleases;

  public InMemoryPayments(InMemoryAttempts attempts, InMemoryPurchases purchases) {
    this.attempts = attempts;
    this.purchases = purchases;
  }

  public synchronized void weather(Weather now) {
    weather(now, Integer.MAX_VALUE);
  }

  /** For so many sales; then it is fair again. */
  public synchronized void weather(Weather now, int sales) {
    weather = now;
    salesInWeather = sales;
  }

  /** The search finds nothing for so many times. */
  public synchronized void searchLags(int lookUps) {
    lookUpsInVain = lookUps;
  }

  /** From now on no try of a look-up gets an answer. */
  public synchronized void lookUpsFail() {
    lookUpsFail = true;
  }

  public synchronized void capturesFail(int times) {
    failingCaptures = times;
  }

  public synchronized void releasesFail(int times) {
    failingReleases = times;
  }

  /** From now on every hold is gone before it is taken. */
  public synchronized void loseHeldMoney() {
    holdsLost = true;
  }

  /** A lost request reaches the platform after all, when everybody has given it up. */
  public synchronized void arrivesLate(PaymentAttempt attempt) {
    ledger.put(attempt.orderId(), Money.HELD);
  }

  /** Order ids of the sales that reached the platform. */
  public synchronized List<String> sales() {
    return List.copyOf(sales);
  }

  public synchronized long captured() {
    return ledger.values().stream().filter(Money.CAPTURED::equals).count();
  }

  public synchronized long held() {
    return ledger.values().stream().filter(Money.HELD::equals).count();
  }

  @Override
  public synchronized AuthorizationResult authorize(PaymentAttempt attempt) {
    if (attempts.state(attempt).isEmpty()) {
      return new NotHandedIn();
    }
    InMemoryAttempts.Row row = attempts.row(attempt);
    return switch (row.state) {
      case OPEN -> new NotHandedIn();
      case SUBMITTED -> sell(attempt, row).unlessNotTaken();
      case CHARGING, UNKNOWN, AUTHORIZED, DECLINED, NOT_CHARGED -> look(attempt);
      case CLOSED -> new NotCharged("the attempt is closed");
    };
  }

  private AuthorizationResult sell(PaymentAttempt attempt, InMemoryAttempts.Row row) {
    return switch (salesInWeather-- > 0 ? weather : Weather.FAIR) {
      case UNREACHABLE -> new NotTaken("connection refused", false);
      case KEYS_REFUSED -> new NotTaken("the platform refuses our keys", true);
      case FAIR -> decide(row, charge(attempt, row));
      case ANSWER_LOST -> {
        charge(attempt, row);
        row.state = PaymentAttempt.State.UNKNOWN;
        yield new Unknown("no answer in time", false);
      }
      case REQUEST_LOST -> {
        row.state = PaymentAttempt.State.UNKNOWN;
        yield new Unknown("no answer in time", false);
      }
      case WORKER_DIES -> {
        charge(attempt, row);
        row.state = PaymentAttempt.State.CHARGING;
        throw new IllegalStateException("the worker is gone");
      }
    };
  }

  private AuthorizationResult charge(PaymentAttempt attempt, InMemoryAttempts.Row row) {
    sales.add(attempt.orderId());
    return switch (row.card) {
      case ACCEPTED -> {
        ledger.put(attempt.orderId(), Money.HELD);
        yield held(attempt);
      }
      case DECLINED -> new Declined("2001 Insufficient Funds");
      case INVALID -> new NotCharged("91565 Unknown payment method nonce");
      case null -> throw new IllegalStateException("submitted without a card");
    };
  }

  private static Authorized held(PaymentAttempt attempt) {
    return new Authorized(Fixtures.authorization(reference(attempt), attempt.amount()));
  }

  /** What the platform calls the payment of an attempt. */
  public static String reference(PaymentAttempt attempt) {
    return "ref" + attempt.orderId().hashCode();
  }

  private static AuthorizationResult decide(InMemoryAttempts.Row row, AuthorizationResult result) {
    row.decided = result;
    row.state =
        switch (result) {
          case Authorized authorized -> PaymentAttempt.State.AUTHORIZED;
          case Declined declined -> PaymentAttempt.State.DECLINED;
          case NotCharged notCharged -> PaymentAttempt.State.NOT_CHARGED;
          case NotFound notFound -> PaymentAttempt.State.NOT_CHARGED;
          case NotHandedIn none -> PaymentAttempt.State.OPEN;
          case NotTaken notTaken -> PaymentAttempt.State.SUBMITTED;
          case Unknown unknown -> PaymentAttempt.State.UNKNOWN;
        };
    return result;
  }

  @Override
  public synchronized AuthorizationResult lookUp(PaymentAttempt attempt) {
    return look(attempt).unlessUnknown();
  }

  private AuthorizationResult look(PaymentAttempt attempt) {
    InMemoryAttempts.Row row = attempts.row(attempt);
    if (lookUpsFail) {
      throw new IllegalStateException("no answer in time");
    }
    if (row.decided != null) {
      return row.decided;
    }
    if (row.state == PaymentAttempt.State.SUBMITTED) {
      return new NotTaken("nothing was sent", false);
    }
    if (lookUpsInVain > 0) {
      lookUpsInVain--;
      return new Unknown("not found yet", false);
    }
    return decide(row, found(attempt, row));
  }

  private AuthorizationResult found(PaymentAttempt attempt, InMemoryAttempts.Row row) {
    if (ledger.containsKey(attempt.orderId())) {
      return held(attempt);
    }
    return sales.contains(attempt.orderId()) && row.card == Card.DECLINED
        ? new Declined("2001 Insufficient Funds")
        : new NotFound("the platform never received it");
  }

  @Override
  public synchronized AuthorizationResult resolve(PaymentAttempt attempt, Resolution resolution) {
    InMemoryAttempts.Row row = attempts.row(attempt);
    if (row.decided != null) {
      return row.decided;
    }
    return switch (resolution) {
      case Resolution.Paid(String reference) -> adopt(attempt, row, reference);
      case Resolution.NotCharged() -> decide(row, found(attempt, row));
    };
  }

  private AuthorizationResult adopt(
      PaymentAttempt attempt, InMemoryAttempts.Row row, String reference) {
    Authorized held = held(attempt);
    return ledger.containsKey(attempt.orderId())
            && held.authorization().reference().equals(reference)
        ? decide(row, held)
        : new Unknown("payment %s is not of this attempt".formatted(reference), true);
  }

  @Override
  public synchronized CaptureResult capture(PaymentAttempt attempt, String reference) {
    if (failingCaptures > 0) {
      failingCaptures--;
      throw new IllegalStateException("the platform does not answer");
    }
    if (holdsLost) {
      return new CaptureResult.Lost("the authorization expired");
    }
    ledger.put(attempt.orderId(), Money.CAPTURED);
    purchases.endLicensed(attempt.purchase());
    return new CaptureResult.Captured();
  }

  @Override
  public synchronized ReleaseResult release(PaymentAttempt attempt, String reference) {
    if (failingReleases > 0) {
      failingReleases--;
      throw new IllegalStateException("the platform does not answer");
    }
    Money before = ledger.put(attempt.orderId(), Money.RELEASED);
    return before == Money.CAPTURED ? ReleaseResult.REFUNDED : ReleaseResult.RELEASED;
  }

  @Override
  public synchronized LateMoney giveBackLate(PaymentAttempt attempt) {
    boolean adopted = attempts.row(attempt).state == PaymentAttempt.State.AUTHORIZED;
    boolean late = !adopted && ledger.containsKey(attempt.orderId());
    if (late) {
      ledger.put(attempt.orderId(), Money.RELEASED);
    }
    return late ? LateMoney.GIVEN_BACK : LateMoney.NONE;
  }
}
