package licensing.bench.shop;

import com.braintreegateway.BraintreeGateway;
import com.braintreegateway.Environment;
import com.braintreegateway.Result;
import com.braintreegateway.Transaction;
import com.braintreegateway.TransactionRequest;
import com.braintreegateway.TransactionSearchRequest;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The payment platform through its unmodified SDK, as its examples use it. What passes by itself is
 * an exception: to be tried again.
 */
public final class CardPayments {

  private static final int CONNECTS_WITHIN_MS = 5_000;
  private static final int ANSWERS_WITHIN_MS = 10_000;
  private static final Set<Transaction.Status> HELD =
      Set.of(
          Transaction.Status.AUTHORIZED,
          Transaction.Status.SUBMITTED_FOR_SETTLEMENT,
          Transaction.Status.SETTLING,
          Transaction.Status.SETTLED);

  /** Held, since a logger that nobody holds may be collected together with its level. */
  @SuppressWarnings("unused")
  private static final Logger SDK_LOG = quiet();

  private final BraintreeGateway gateway;

  public CardPayments(Surroundings surroundings) {
    String url = surroundings.gateway();
    gateway =
        new BraintreeGateway(
            new Environment(url, url, new String[0], "local", url + "/graphql"),
            surroundings.merchant(),
            surroundings.publicKey(),
            surroundings.privateKey());
    gateway.getConfiguration().setConnectTimeout(CONNECTS_WITHIN_MS);
    gateway.getConfiguration().setTimeout(ANSWERS_WITHIN_MS);
  }

  /** As in the product: else each call is a line. */
  private static Logger quiet() {
    // The SDK's static initializer sets the level, so it has to have run before.
    new BraintreeGateway(Environment.SANDBOX, "-", "-", "-").getConfiguration();
    Logger log = Logger.getLogger("Braintree");
    log.setLevel(Level.WARNING);
    return log;
  }

  /** What a payment page's card fields open with. */
  public String clientToken() {
    return gateway.clientToken().generate();
  }

  /**
   * Holds the money.
   *
   * @return what the platform calls it; empty where the bank declined
   */
  Optional<String> authorize(String orderId, BigDecimal amount, String nonce) {
    Result<Transaction> result =
        gateway
            .transaction()
            .sale(
                new TransactionRequest()
                    .orderId(orderId)
                    .amount(amount)
                    .paymentMethodNonce(nonce)
                    .options()
                    .submitForSettlement(false)
                    .done());
    if (result.isSuccess()) {
      return Optional.of(result.getTarget().getId());
    }
    if (result.getTransaction() != null
        && result.getTransaction().getStatus() == Transaction.Status.PROCESSOR_DECLINED) {
      return Optional.empty();
    }
    // A used nonce, or a duplicate: it may be our own earlier call, so it is to be looked up.
    throw new IllegalStateException(result.getMessage());
  }

  /** What holds the money of an order, if anything does. */
  Optional<String> find(String orderId) {
    for (Transaction sale :
        gateway.transaction().search(new TransactionSearchRequest().orderId().is(orderId))) {
      if (HELD.contains(sale.getStatus())) {
        return Optional.of(sale.getId());
      }
    }
    return Optional.empty();
  }

  /** Takes the held money; again has no effect. */
  void capture(String reference) {
    Result<Transaction> result = gateway.transaction().submitForSettlement(reference);
    if (!result.isSuccess() && !isTaken(reference)) {
      throw new IllegalStateException(result.getMessage());
    }
  }

  private boolean isTaken(String reference) {
    Transaction.Status status = gateway.transaction().find(reference).getStatus();
    return HELD.contains(status) && status != Transaction.Status.AUTHORIZED;
  }
}
