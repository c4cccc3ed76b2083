package licensing.payment.braintree;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import licensing.payment.AuthorizationResult;
import licensing.payment.AuthorizationResult.NotCharged;
import licensing.payment.AuthorizationResult.NotTaken;
import licensing.payment.AuthorizationResult.Unknown;
import licensing.payment.PaymentAttempt;
import licensing.payment.jdbc.PaymentSecret;
import licensing.payment.jdbc.PaymentSecrets;
import org.springframework.dao.DataAccessException;

/** Sends one request for an attempt that has just become charging, and reads the answer. */
final class Selling {

  private final Sales sales;
  private final BankConfirmations confirmations;
  private final PaymentSecrets secrets;
  private final Duration lateAfter;
  private final TwoClocks clocks;
  private final AnswerReader reader;

  Selling(
      Sales sales,
      BankConfirmations confirmations,
      PaymentSecrets secrets,
      Duration lateAfter,
      TwoClocks clocks) {
    this.sales = sales;
    this.confirmations = confirmations;
    this.secrets = secrets;
    this.lateAfter = lateAfter;
    this.clocks = clocks;
    this.reader = new AnswerReader(sales.demanded());
  }

  /** When a request begins. */
  Instant now() {
    return clocks.now();
  }

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
      // Nobody
      // else sends for this moment of charging, so it is certain that none left; where others have
      // decided meanwhile, the row refuses to be set back.
      if (clocks.perhapsSince(chargingSince).compareTo(lateAfter) > 0) {
        return new NotTaken("nothing was sent, since it was late", false);
      }
    } catch (DataAccessException databaseAway) {
      return new NotTaken("nothing was sent, since the time could not be told", false);
    }
    return switch (ask(attempt, secret)) {
      case SaleAnswer.Known known -> known.result();
      case SaleAnswer.Duplicate duplicate -> adopt(attempt, duplicate.original());
    };
  }

  private SaleAnswer ask(PaymentAttempt attempt, PaymentSecret secret) {
    try {
      return reader.read(attempt, sales.sell(attempt, secret));
    } catch (RuntimeException failure) {
      return reader.read(failure);
    }
  }

  private AuthorizationResult adopt(PaymentAttempt attempt, String original) {
    try {
      Sale sale = sales.find(original);
      return sale.isOf(attempt)
          ? reader.read(attempt, sale)
          : new Unknown("refused as a duplicate of another order", true);
    } catch (RuntimeException failure) {
      return new Unknown("refused as a duplicate; the original is not readable now", false);
    }
  }
}
