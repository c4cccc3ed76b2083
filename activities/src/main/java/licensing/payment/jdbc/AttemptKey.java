package licensing.payment.jdbc;

import java.util.UUID;
import licensing.payment.PaymentAttempt;

record AttemptKey(UUID purchaseId, int number) {

  static AttemptKey of(PaymentAttempt attempt) {
    return new AttemptKey(attempt.purchase().value(), attempt.number());
  }
}
