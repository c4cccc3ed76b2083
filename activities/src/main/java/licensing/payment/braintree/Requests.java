package licensing.payment.braintree;

import com.braintreegateway.TransactionRefundRequest;
import com.braintreegateway.TransactionRequest;
import com.braintreegateway.TransactionVoidRequest;
import licensing.payment.PaymentAttempt;
import licensing.payment.jdbc.PaymentSecret;

/**
 * What the platform is asked for, in full. The same attempt gives the same request, however often.
 *
 * @param keyed whether requests carry a key by which the platform itself does each of them once
 */
record Requests(MerchantAccounts accounts, ThreeDSecure threeDSecure, boolean keyed) {

  TransactionRequest sale(PaymentAttempt attempt, PaymentSecret secret) {
    TransactionRequest request =
        new TransactionRequest()
            .orderId(attempt.orderId())
            .amount(attempt.amount().amount())
            // So an account of another currency refuses, instead of taking as much of its own.
            .currencyIsoCode(attempt.amount().currency().getCurrencyCode())
            .paymentMethodNonce(secret.value());
    accounts.accountFor(attempt.amount().currency()).ifPresent(request::merchantAccountId);
    if (secret.device() != null) {
      request.deviceData(secret.device());
    }
    if (keyed) {
      request.apiRequestKey(attempt.orderId() + "-sale");
    }
    return withOptions(request);
  }

  /** One order may have several payments to give back, so the key names the payment too. */
  TransactionVoidRequest cancel(Sale sale) {
    TransactionVoidRequest request = new TransactionVoidRequest();
    return keyed ? request.apiRequestKey(sale.orderId() + "-void-" + sale.id()) : request;
  }

  /** One more after a refund that failed is another request, so the key counts them. */
  TransactionRefundRequest refund(Refunds before) {
    Sale sale = before.sale();
    TransactionRefundRequest request = new TransactionRefundRequest().amount(before.left());
    return keyed
        ? request.apiRequestKey(
            "%s-refund-%s-%d".formatted(sale.orderId(), sale.id(), before.all().size() + 1))
        : request;
  }

  private TransactionRequest withOptions(TransactionRequest request) {
    var options = request.options().submitForSettlement(false);
    if (threeDSecure == ThreeDSecure.REQUIRED) {
      options.threeDSecure().required(true).done();
    }
    return options.done();
  }
}
