package licensing.testing;

import io.temporal.failure.ApplicationFailure;
import java.util.function.Supplier;
import licensing.payment.PaymentAttempt;
import licensing.payment.Payments;
import licensing.payment.Payments.AuthorizationResult;
import licensing.payment.Payments.CaptureResult;
import licensing.payment.Payments.LateMoney;
import licensing.payment.Payments.ReleaseResult;
import licensing.payment.Payments.Resolution;

/** Payments whose answers are values, also those that are thrown for the server to try again. */
public record AnswersAsValues(Payments payments) implements Payments {

  @Override
  public AuthorizationResult authorize(PaymentAttempt attempt) {
    return answer(() -> payments.authorize(attempt));
  }

  @Override
  public AuthorizationResult lookUp(PaymentAttempt attempt) {
    return answer(() -> payments.lookUp(attempt));
  }

  @Override
  public AuthorizationResult resolve(PaymentAttempt attempt, Resolution resolution) {
    return answer(() -> payments.resolve(attempt, resolution));
  }

  @Override
  public CaptureResult capture(PaymentAttempt attempt, String reference) {
    return payments.capture(attempt, reference);
  }

  @Override
  public ReleaseResult release(PaymentAttempt attempt, String reference) {
    return payments.release(attempt, reference);
  }

  @Override
  public LateMoney giveBackLate(PaymentAttempt attempt) {
    return payments.giveBackLate(attempt);
  }

  private static AuthorizationResult answer(Supplier<AuthorizationResult> call) {
    try {
      return call.get();
    } catch (ApplicationFailure thrown) {
      return AuthorizationResult.of(thrown).orElseThrow(() -> thrown);
    }
  }
}
