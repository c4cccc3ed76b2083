package licensing.payment.braintree;

import licensing.db.SkewTolerantClock;
import licensing.payment.Payments;
import licensing.payment.jdbc.AttemptStore;
import licensing.payment.jdbc.PaymentSecrets;
import licensing.payment.jdbc.SurplusPayments;
import licensing.testing.AnswersAsValues;

/** Payments as the worker has them, with settings of a test's own. */
record TestPayments(
    AttemptStore attempts,
    SurplusPayments surplus,
    PaymentSecrets secrets,
    SkewTolerantClock clock) {

  Payments with(BraintreeSettings settings) {
    return new AnswersAsValues(selling(settings));
  }

  BraintreePayments selling(BraintreeSettings settings) {
    BraintreeClient client = new BraintreeClient(settings);
    Settlement settlement = new Settlement(client, surplus);
    return new BraintreePayments(
        attempts,
        client,
        new BankConfirmations(settings),
        new LookUp(client, settlement, secrets, settings, clock),
        settlement,
        secrets,
        settings,
        clock);
  }
}
