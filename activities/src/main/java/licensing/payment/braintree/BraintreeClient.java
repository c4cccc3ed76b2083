package licensing.payment.braintree;

import com.braintreegateway.BraintreeGateway;
import com.braintreegateway.Dispute;
import com.braintreegateway.DisputeSearchRequest;
import com.braintreegateway.PaymentMethodNonce;
import com.braintreegateway.ResourceCollection;
import com.braintreegateway.Result;
import com.braintreegateway.Transaction;
import com.braintreegateway.TransactionRefundRequest;
import com.braintreegateway.TransactionRequest;
import com.braintreegateway.TransactionSearchRequest;
import com.braintreegateway.TransactionVoidRequest;
import com.braintreegateway.exceptions.AuthenticationException;
import com.braintreegateway.exceptions.AuthorizationException;
import com.braintreegateway.exceptions.BraintreeException;
import com.braintreegateway.exceptions.NotFoundException;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.Collection;
import java.util.Currency;
import java.util.GregorianCalendar;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import licensing.payment.PaymentAttempt;
import licensing.payment.braintree.BankConfirmations.ThreeDSecure;
import licensing.payment.jdbc.PaymentSecrets.PaymentSecret;
import licensing.purchase.PurchaseId;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** The calls to the platform. Each is sent once; what they throw is read by their callers. */
@Component
final class BraintreeClient {

  /**
   * The platform documents 20,000 as the most that a search finds, and said 10,000 before. One that
   * is taken for full and was not costs two more.
   */
  private static final int FULL_SEARCH = 10_000;

  private final BraintreeGateway gateway;
  private final BraintreeSettings settings;
  private final ObservationRegistry observations;

  @Autowired
  BraintreeClient(BraintreeSettings settings, ObjectProvider<ObservationRegistry> observations) {
    this(
        settings,
        settings.answersWithin(),
        observations.getIfAvailable(() -> ObservationRegistry.NOOP));
  }

  BraintreeClient(BraintreeSettings settings) {
    this(settings, settings.answersWithin());
  }

  BraintreeClient(BraintreeSettings settings, Duration answersWithin) {
    this(settings, answersWithin, ObservationRegistry.NOOP);
  }

  private BraintreeClient(
      BraintreeSettings settings, Duration answersWithin, ObservationRegistry observations) {
    this.gateway = Gateways.open(settings, answersWithin);
    this.settings = settings;
    this.observations = observations;
  }

  /** Asks for a hold of the money; it is taken later, by {@link #submit}. */
  Result<Transaction> sell(PaymentAttempt attempt, PaymentSecret secret) {
    TransactionRequest request = saleRequest(attempt, secret);
    return asking("sale", () -> gateway.transaction().sale(request));
  }

  GatewayTransaction find(String reference) {
    return GatewayTransaction.of(asking("find", () -> gateway.transaction().find(reference)));
  }

  /** Every sale under the attempt's order id; refunds carry it too, and are left out. */
  List<GatewayTransaction> search(PaymentAttempt attempt) {
    return found(new TransactionSearchRequest().orderId().is(attempt.orderId())).stream()
        .filter(sale -> sale.isOf(attempt) && !sale.isRefund())
        .toList();
  }

  /** Every sale and refund under an order of the purchase. */
  List<GatewayTransaction> search(PurchaseId purchase) {
    return found(new TransactionSearchRequest().orderId().startsWith(purchase + "-")).stream()
        .filter(sale -> PaymentAttempt.purchaseOf(sale.orderId()).equals(Optional.of(purchase)))
        .toList();
  }

  /** With what was sent back of it, by one call for each. */
  GatewayTransaction withRefunds(GatewayTransaction sale) {
    return sale.with(sale.transaction().getRefundIds().stream().map(this::find).toList());
  }

  /**
   * Tells of all of one type that was created in the time, whoever asked for it. The platform names
   * no more than so many of a search and does not say that there are more: a search that is full is
   * asked again for each half of its time.
   *
   * @param to inclusive, as is the other; both of whole seconds
   */
  void created(
      Transaction.Type type, Instant from, Instant to, Consumer<GatewayTransaction> found) {
    TransactionSearchRequest request =
        new TransactionSearchRequest()
            .type()
            .is(type)
            .createdAt()
            .between(calendar(from), calendar(to));
    ResourceCollection<Transaction> hits =
        asking("search", () -> gateway.transaction().search(request));
    if (hits.getMaximumSize() < FULL_SEARCH) {
      read(hits, found);
      return;
    }
    if (!from.isBefore(to)) {
      throw new PlatformTrouble("more payments of " + from + " than a search finds");
    }
    Instant middle =
        from.plus(Duration.between(from, to).dividedBy(2)).truncatedTo(ChronoUnit.SECONDS);
    created(type, from, middle, found);
    created(type, middle.plusSeconds(1), to, found);
  }

  /** Those of that names, by one search. */
  List<GatewayTransaction> named(Collection<String> references) {
    return found(new TransactionSearchRequest().ids().in(List.copyOf(references)));
  }

  private List<GatewayTransaction> found(TransactionSearchRequest request) {
    List<GatewayTransaction> found = new ArrayList<>();
    read(asking("search", () -> gateway.transaction().search(request)), found::add);
    return found;
  }

  /** Page by page. The SDK takes a page without content for the end of all of them. */
  private static void read(
      ResourceCollection<Transaction> hits, Consumer<GatewayTransaction> found) {
    int read = 0;
    for (Transaction transaction : hits) {
      found.accept(GatewayTransaction.of(transaction));
      read++;
    }
    if (read != hits.getMaximumSize()) {
      throw new PlatformTrouble(
          "of %d payments that a search found the platform gave %d"
              .formatted(hits.getMaximumSize(), read));
    }
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
    return calendar(day.atStartOfDay(ZoneOffset.UTC).toInstant());
  }

  private static Calendar calendar(Instant instant) {
    return GregorianCalendar.from(instant.atZone(ZoneOffset.UTC));
  }

  /** Whether a sale used the secret, or is just using it. */
  boolean isUsed(PaymentSecret secret) {
    PaymentMethodNonce nonce =
        asking("find-nonce", () -> gateway.paymentMethodNonce().find(secret.value()));
    return Boolean.TRUE.equals(nonce.isConsumed()) || Boolean.TRUE.equals(nonce.isLocked());
  }

  void submit(String reference) {
    asking("submit", () -> gateway.transaction().submitForSettlement(reference));
  }

  void cancel(GatewayTransaction sale) {
    asking("void", () -> gateway.transaction().voidTransaction(sale.id(), voidRequest(sale)));
  }

  /** What is left of it. */
  void refund(GatewayTransaction sale) {
    asking("refund", () -> gateway.transaction().refund(sale.id(), refundRequest(sale)));
  }

  /** Measured and traced by what is asked, and by nothing of what is said. */
  private <T> T asking(String what, Supplier<T> call) {
    return Observation.createNotStarted("platform.request", observations)
        .contextualName("platform " + what)
        .lowCardinalityKeyValue("call", what)
        .observe(call);
  }

  /** In full: the same attempt gives the same request, however often. */
  private TransactionRequest saleRequest(PaymentAttempt attempt, PaymentSecret secret) {
    Currency currency = attempt.amount().currency();
    TransactionRequest request =
        new TransactionRequest()
            .orderId(attempt.orderId())
            .amount(attempt.amount().amount())
            // So an account of another currency refuses, instead of taking as much of its own.
            .currencyIsoCode(currency.getCurrencyCode())
            .paymentMethodNonce(secret.value());
    settings.accountFor(currency).ifPresent(request::merchantAccountId);
    if (secret.device() != null) {
      request.deviceData(secret.device());
    }
    if (settings.requestKeys()) {
      request.apiRequestKey(attempt.orderId() + "-sale");
    }
    var options = request.options().submitForSettlement(false);
    if (settings.threeDSecure() == ThreeDSecure.REQUIRED) {
      options.threeDSecure().required(true).done();
    }
    return options.done();
  }

  /** One order may have several payments to give back, so the key names the payment too. */
  TransactionVoidRequest voidRequest(GatewayTransaction sale) {
    TransactionVoidRequest request = new TransactionVoidRequest();
    return settings.requestKeys()
        ? request.apiRequestKey(sale.orderId() + "-void-" + sale.id())
        : request;
  }

  /** One more after a refund that failed is another request, so the key counts them. */
  TransactionRefundRequest refundRequest(GatewayTransaction sale) {
    TransactionRefundRequest request = new TransactionRefundRequest().amount(sale.leftToRefund());
    return settings.requestKeys()
        ? request.apiRequestKey(
            "%s-refund-%s-%d".formatted(sale.orderId(), sale.id(), sale.numberOfRefunds() + 1))
        : request;
  }

  /** Passing: the platform is to be asked again later. Its message is read by support staff. */
  static final class PlatformTrouble extends RuntimeException {

    PlatformTrouble(String message) {
      super(message);
    }

    private PlatformTrouble(String message, Throwable cause) {
      super(message, cause);
    }

    /** The SDK's own exceptions mostly say nothing, and people read what this one says. */
    static <T> T asking(Supplier<T> call) {
      try {
        return call.get();
      } catch (BraintreeException failure) {
        throw of(failure);
      }
    }

    private static PlatformTrouble of(BraintreeException failure) {
      String message =
          switch (failure) {
            case AuthenticationException refused -> "the platform refuses our keys";
            case AuthorizationException refused -> "the platform refuses our keys";
            case NotFoundException unknown -> "the platform does not know the payment";
            default -> "the platform gave no answer: " + failure.getClass().getSimpleName();
          };
      return new PlatformTrouble(message, failure);
    }
  }
}
