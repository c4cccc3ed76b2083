package licensing.payment.braintree;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import licensing.db.SkewTolerantClock;
import licensing.payment.PaymentAttempt;
import licensing.payment.Payments;
import licensing.payment.Payments.Authorization;
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
import licensing.payment.jdbc.AttemptStore;
import licensing.payment.jdbc.AttemptStore.RecordedAttempt;
import licensing.payment.jdbc.PaymentSecrets;
import licensing.payment.jdbc.PaymentSecrets.PaymentSecret;
import licensing.temporal.Heartbeats;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

@Component("payments")
final class BraintreePayments implements Payments {

  private final AttemptStore attempts;
  private final BraintreeClient client;
  private final BankConfirmations confirmations;
  private final LookUp lookUp;
  private final Settlement settlement;
  private final PaymentSecrets secrets;
  private final SkewTolerantClock clock;
  private final Duration lateAfter;
  private final AnswerReader reader;

  BraintreePayments(
      AttemptStore attempts,
      BraintreeClient client,
      BankConfirmations confirmations,
      LookUp lookUp,
      Settlement settlement,
      PaymentSecrets secrets,
      BraintreeSettings settings,
      SkewTolerantClock clock) {
    this.attempts = attempts;
    this.client = client;
    this.confirmations = confirmations;
    this.lookUp = lookUp;
    this.settlement = settlement;
    this.secrets = secrets;
    this.clock = clock;
    this.lateAfter = settings.waits().lateSale();
    this.reader = new AnswerReader(settings.threeDSecure());
  }

  /** Whoever makes the attempt charging sells; everybody else can only look up. */
  @Override
  public AuthorizationResult authorize(PaymentAttempt attempt) {
    return attempts
        .startCharging(attempt, clock.now())
        .map(since -> keep(attempt, since, sell(attempt, since)))
        .orElseGet(() -> found(attempt))
        .unlessNotTaken();
  }

  /** Sends one request for an attempt that has just become charging, and reads the answer. */
  AuthorizationResult sell(PaymentAttempt attempt, Instant chargingSince) {
    Optional<PaymentSecret> secret;
    try {
      secret = secrets.find(attempt.purchase(), attempt.number());
    } catch (IllegalStateException otherKey) {
      return new NotTaken("the payment secret is not readable with our key", true);
    }
    return secret.isEmpty()
        ? new NotCharged("the payment secret is erased")
        : Heartbeats.during(
            () ->
                confirmations
                    .objectionTo(secret.get())
                    .orElseGet(() -> send(attempt, secret.get(), chargingSince)));
  }

  private AuthorizationResult send(
      PaymentAttempt attempt, PaymentSecret secret, Instant chargingSince) {
    try {
      // A worker that slept may be looked after by another one: only a prompt request is safe.
      // Nobody else sends for this moment of charging, so it is certain that none left; where
      // others have decided meanwhile, the row refuses to be set back.
      if (clock.perhapsSince(chargingSince).compareTo(lateAfter) > 0) {
        return new NotTaken("nothing was sent, since it was late", false);
      }
    } catch (DataAccessException databaseAway) {
      return new NotTaken("nothing was sent, since the time could not be told", false);
    }
    try {
      return reader.read(
          attempt, client.sell(attempt, secret), original -> original(attempt, original));
    } catch (RuntimeException failure) {
      return reader.read(failure);
    }
  }

  /** Of a sale that the platform calls the original of ours: it is compared, and adopted. */
  private AuthorizationResult original(PaymentAttempt attempt, String reference) {
    try {
      GatewayTransaction sale = client.find(reference);
      return sale.isOf(attempt)
          ? reader.read(attempt, sale)
          : new Unknown("refused as a duplicate of another order", true);
    } catch (RuntimeException failure) {
      return new Unknown("refused as a duplicate; the original is not readable now", false);
    }
  }

  @Override
  public AuthorizationResult lookUp(PaymentAttempt attempt) {
    return found(attempt).unlessUnknown();
  }

  private AuthorizationResult found(PaymentAttempt attempt) {
    return ifUnsettled(attempt, since -> keep(attempt, since, lookUp.of(attempt, since)));
  }

  @Override
  public AuthorizationResult resolve(PaymentAttempt attempt, Resolution resolution) {
    return ifUnsettled(
        attempt,
        since -> {
          AuthorizationResult result = lookUp.of(attempt, since, resolution);
          // What is not borne out is told to whoever said it, and to nobody else.
          return result instanceof Unknown ? result : keep(attempt, since, result);
        });
  }

  private AuthorizationResult ifUnsettled(
      PaymentAttempt attempt, Function<Instant, AuthorizationResult> look) {
    RecordedAttempt recorded = attempts.find(attempt).orElse(null);
    if (recorded == null) {
      return new NotHandedIn(); // What was never opened, nobody can have handed anything in for.
    }
    if (recorded.state().isUnsettled()) {
      Instant since = Objects.requireNonNull(recorded.chargingSince());
      return Heartbeats.during(() -> look.apply(since));
    }
    return fromRow(recorded);
  }

  @Override
  public CaptureResult capture(PaymentAttempt attempt, String reference) {
    RecordedAttempt recorded = adopted(attempt, reference);
    if (recorded.givenBack() != null) {
      return new CaptureResult.Lost("the money was given back");
    }
    CaptureResult result = Heartbeats.during(() -> settlement.take(reference));
    if (result instanceof CaptureResult.Captured) {
      attempts.captured(attempt);
    }
    return result;
  }

  @Override
  public ReleaseResult release(PaymentAttempt attempt, String reference) {
    ReleaseResult before = adopted(attempt, reference).givenBack();
    if (before != null) {
      return before;
    }
    ReleaseResult how = Heartbeats.during(() -> settlement.giveBack(reference));
    attempts.givenBack(attempt, how);
    return how;
  }

  @Override
  public LateMoney giveBackLate(PaymentAttempt attempt) {
    Authorization adopted = recorded(attempt).authorization();
    return Heartbeats.during(() -> settlement.giveBackAllSurplus(attempt, adopted));
  }

  /** Writes the answer down; where the row is decided already, what it says holds. */
  private AuthorizationResult keep(
      PaymentAttempt attempt, Instant since, AuthorizationResult result) {
    if (attempts.record(attempt, since, result)) {
      return result;
    }
    RecordedAttempt recorded = recorded(attempt);
    if (!recorded.state().isUnsettled()) {
      giveBackSurplus(attempt, recorded, result);
      return fromRow(recorded);
    }
    return result instanceof Unknown ? result : new Unknown("another request is under way", false);
  }

  /** Money held by a late request, after the attempt was decided without it, is never kept. */
  private void giveBackSurplus(
      PaymentAttempt attempt, RecordedAttempt recorded, AuthorizationResult result) {
    if (result instanceof Authorized late
        && isAnother(late.authorization(), recorded.authorization())) {
      Authorization held = late.authorization();
      settlement.giveBackSurplus(attempt, held.reference(), held.amount());
    }
  }

  private static boolean isAnother(Authorization late, @Nullable Authorization adopted) {
    return adopted == null || !adopted.reference().equals(late.reference());
  }

  private static AuthorizationResult fromRow(RecordedAttempt recorded) {
    String reason = Objects.requireNonNullElse(recorded.reason(), "");
    return switch (recorded.state()) {
      case OPEN -> new NotHandedIn();
      case SUBMITTED -> new NotTaken(reason.isEmpty() ? "nothing was sent yet" : reason, false);
      case CHARGING, UNKNOWN -> new Unknown(reason, false);
      case AUTHORIZED -> new Authorized(Objects.requireNonNull(recorded.authorization()));
      case DECLINED -> new Declined(reason);
      case NOT_CHARGED ->
          recorded.watchedUntil() == null ? new NotCharged(reason) : new NotFound(reason);
      case CLOSED -> new NotCharged("the attempt was closed before anything was sent");
    };
  }

  private RecordedAttempt recorded(PaymentAttempt attempt) {
    return attempts
        .find(attempt)
        .orElseThrow(() -> new IllegalStateException("never opened: " + attempt));
  }

  /** Only the adopted authorization is ever captured or given back on the process's word. */
  private RecordedAttempt adopted(PaymentAttempt attempt, String reference) {
    RecordedAttempt recorded = recorded(attempt);
    Authorization adopted = recorded.authorization();
    if (adopted == null || !adopted.reference().equals(reference)) {
      throw new IllegalStateException(reference + " is not the one of " + attempt);
    }
    return recorded;
  }
}
