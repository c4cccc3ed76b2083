package licensing.payment.braintree;

import com.braintreegateway.BraintreeGateway;
import com.braintreegateway.Dispute;
import com.braintreegateway.DisputeSearchRequest;
import com.braintreegateway.PaymentMethodNonce;
import com.braintreegateway.Result;
import com.braintreegateway.Transaction;
import com.braintreegateway.TransactionSearchRequest;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import licensing.payment.PaymentAttempt;
import licensing.payment.jdbc.PaymentSecret;
import licensing.purchase.PurchaseId;

/** The calls to the platform. Each is sent once; what they throw is read by their callers. */
final class Sales {

  private final BraintreeGateway gateway;
  private final Requests requests;

  Sales(BraintreeGateway gateway, Requests requests) {
    this.gateway = gateway;
    this.requests = requests;
  }

  /** What the buyer's bank must have said of a sale that is kept. */
  ThreeDSecure demanded() {
    return requests.threeDSecure();
  }

  /** Asks for a hold of the money; it is taken later, by {@link #submit}. */
  Result<Transaction> sell(PaymentAttempt attempt, PaymentSecret secret) {
    return gateway.transaction().sale(requests.sale(attempt, secret));
  }

  Sale find(String reference) {
    return new Sale(gateway.transaction().find(reference));
  }

  /** Every sale under the attempt's order id; refunds carry it too, and are left out. */
  List<Sale> search(PaymentAttempt attempt) {
    return found(new TransactionSearchRequest().orderId().is(attempt.orderId())).stream()
        .filter(sale -> sale.isOf(attempt) && !sale.isRefund())
        .toList();
  }

  /** Every sale and refund under an order of the purchase. */
  List<Sale> search(PurchaseId purchase) {
    return found(new TransactionSearchRequest().orderId().startsWith(purchase + "-")).stream()
        .filter(sale -> PaymentAttempt.purchaseOf(sale.orderId()).equals(Optional.of(purchase)))
        .toList();
  }

  /** What was sent back of a sale, by one call for each. */
  Refunds refundsOf(Sale sale) {
    return new Refunds(sale, sale.transaction().getRefundIds().stream().map(this::find).toList());
  }

  /** Every sale and refund created from then on, whoever asked for it. */
  List<Sale> createdSince(Instant from) {
    return found(
        new TransactionSearchRequest()
            .createdAt()
            .greaterThanOrEqualTo(GregorianCalendar.from(from.atZone(ZoneOffset.UTC))));
  }

  private List<Sale> found(TransactionSearchRequest request) {
    List<Sale> found = new ArrayList<>();
    for (Transaction transaction : gateway.transaction().search(request)) {
      found.add(new Sale(transaction));
    }
    return found;
  }

  /** At most so many disputes, however many were received on that day or later. */
  List<Dispute> disputesReceived(LocalDate since, int atMost) {
    return disputes(
        new DisputeSearchRequest().receivedDate().greaterThanOrEqualTo(calendar(since)), atMost);
  }

  /** The same for those of which any state came to hold on that day or later. */
  List<Dispute> disputesChanged(LocalDate since, int atMost) {
    return disputes(
        new DisputeSearchRequest().effectiveDate().greaterThanOrEqualTo(calendar(since)), atMost);
  }

  /** The SDK asks for a page only when its first dispute is wanted. */
  private List<Dispute> disputes(DisputeSearchRequest request, int atMost) {
    List<Dispute> found = new ArrayList<>();
    Iterator<Dispute> hits = gateway.dispute().search(request).iterator();
    while (found.size() < atMost && hits.hasNext()) {
      found.add(hits.next());
    }
    return found;
  }

  private static Calendar calendar(LocalDate day) {
    return GregorianCalendar.from(day.atStartOfDay(ZoneOffset.UTC));
  }

  /** Whether a sale used the secret, or is just using it. */
  boolean isUsed(PaymentSecret secret) {
    PaymentMethodNonce nonce = gateway.paymentMethodNonce().find(secret.value());
    return Boolean.TRUE.equals(nonce.isConsumed()) || Boolean.TRUE.equals(nonce.isLocked());
  }

  void submit(String reference) {
    gateway.transaction().submitForSettlement(reference);
  }

  void cancel(Sale sale) {
    gateway.transaction().voidTransaction(sale.id(), requests.cancel(sale));
  }

  /** What is left of it. */
  void refund(Refunds before) {
    gateway.transaction().refund(before.sale().id(), requests.refund(before));
  }
}
