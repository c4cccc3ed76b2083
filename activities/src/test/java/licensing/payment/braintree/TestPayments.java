package licensing.payment.braintree;

import java.time.Clock;
import licensing.db.DatabaseClock;
import licensing.payment.Payments;
import licensing.payment.jdbc.AttemptStore;
import licensing.payment.jdbc.PaymentSecrets;
import licensing.payment.jdbc.SurplusPayments;

/** Payments as the worker has them, with settings of a test's own. */
record TestPayments(
    AttemptStore attempts, SurplusPayments surplus, PaymentSecrets secrets, Clock clock) {

  Payments with(BraintreeSettings settings) {
    BraintreeConfiguration parts = new BraintreeConfiguration();
    Sales sales = parts.sales(settings);
    return parts.payments(
        sales,
        parts.bankConfirmations(settings),
        settings,
        attempts,
        parts.surplus(sales, surplus),
        secrets,
        clock,
        new DatabaseClock(clock));
  }
}
