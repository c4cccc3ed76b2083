package licensing.payment.braintree;

import java.time.Instant;
import java.util.Objects;
import java.util.function.Function;
import licensing.payment.Authorization;
import licensing.payment.AuthorizationResult;
import licensing.payment.AuthorizationResult.Authorized;
import licensing.payment.AuthorizationResult.Declined;
import licensing.payment.AuthorizationResult.NotCharged;
import licensing.payment.AuthorizationResult.NotFound;
import licensing.payment.AuthorizationResult.NotHandedIn;
import licensing.payment.AuthorizationResult.NotTaken;
import licensing.payment.AuthorizationResult.Unknown;
import licensing.payment.CaptureResult;
import licensing.payment.LateMoney;
import licensing.payment.PaymentAttempt;
import licensing.payment.Payments;
import licensing.payment.ReleaseResult;
import licensing.payment.Resolution;
import licensing.payment.jdbc.AttemptStore;
import licensing.payment.jdbc.RecordedAttempt;
import org.jspecify.annotations.Nullable;

final class BraintreePayments implements Payments {

  private final AttemptStore attempts;
  private final Selling selling;
  private final LookUp lookUp;
  private final Settlement settlement;
  private final Surplus surplus;

  BraintreePayments(
      AttemptStore attempts,
      Selling selling,
      LookUp lookUp,
      Settlement settlement,
      Surplus surplus) {
    this.attempts = attempts;
    this.selling = selling;
    this.lookUp = lookUp;
    this.settlement = settlement;
    this.surplus = surplus;
  }

  /** Whoever makes the attempt charging sells; everybody else can only look up. */
  @Override
  public AuthorizationResult authorize(PaymentAttempt attempt) {
    return attempts
        .startCharging(attempt, selling.now())
        .map(since -> keep(attempt, since, selling.sell(attempt, since)))
        .orElseGet(() -> found(attempt))
        .unlessNotTaken();
  }

  @Override
  public AuthorizationResult lookUp(PaymentAttempt attempt) {
    return found(attempt).unlessUnknown();
  }

  private AuthorizationResult found(PaymentAttempt attempt) {
    return ifUnsettled(attempt, since -> lookUp.of(attempt, since));
  }

  @Override
  public AuthorizationResult resolve(PaymentAttempt attempt, Resolution resolution) {
    return ifUnsettled(attempt, since -> lookUp.of(attempt, since, resolution));
  }

  private AuthorizationResult ifUnsettled(
      PaymentAttempt attempt, Function<Instant, AuthorizationResult> look) {
    RecordedAttempt recorded = attempts.find(attempt).orElse(null);
    if (recorded == null) {
      return new NotHandedIn(); // What was never opened, nobody can have handed anything in for.
    }
    if (recorded.state().isUnsettled()) {
      Instant since = Objects.requireNonNull(recorded.chargingSince());
      return keep(attempt, since, Heartbeats.during(() -> look.apply(since)));
    }
    return fromRow(recorded);
  }

  @Override
  public CaptureResult capture(PaymentAttempt attempt, Authorization authorization) {
    RecordedAttempt recorded = adopted(attempt, authorization);
    if (recorded.givenBack() != null) {
      return new CaptureResult.Lost("the money was given back");
    }
    CaptureResult result = Heartbeats.during(() -> settlement.take(authorization.reference()));
    if (result instanceof CaptureResult.Captured) {
      attempts.captured(attempt);
    }
    return result;
  }

  @Override
  public ReleaseResult release(PaymentAttempt attempt, Authorization authorization) {
    ReleaseResult before = adopted(attempt, authorization).givenBack();
    if (before != null) {
      return before;
    }
    ReleaseResult how = Heartbeats.during(() -> settlement.giveBack(authorization.reference()));
    attempts.givenBack(attempt, how);
    return how;
  }

  @Override
  public LateMoney giveBackLate(PaymentAttempt attempt) {
    Authorization adopted = recorded(attempt).authorization();
    return Heartbeats.during(() -> surplus.giveBackAll(attempt, adopted));
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
      surplus.giveBack(attempt, held.reference(), held.amount());
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
  private RecordedAttempt adopted(PaymentAttempt attempt, Authorization authorization) {
    RecordedAttempt recorded = recorded(attempt);
    Authorization adopted = recorded.authorization();
    if (adopted == null || !adopted.reference().equals(authorization.reference())) {
      throw new IllegalStateException(authorization.reference() + " is not the one of " + attempt);
    }
    return recorded;
  }
}
