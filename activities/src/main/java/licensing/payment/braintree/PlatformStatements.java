package licensing.payment.braintree;

import static com.braintreegateway.Transaction.Status.AUTHORIZED;

import com.braintreegateway.Dispute;
import com.braintreegateway.StatusEvent;
import com.braintreegateway.Transaction;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import licensing.payment.Money;
import licensing.payment.braintree.PaymentForms.PlatformUnavailable;
import licensing.purchase.PurchaseId;
import org.jspecify.annotations.Nullable;

/** What the platform itself says of payments. Only read, and believed by nobody but people. */
public final class PlatformStatements {

  private final BraintreeClient client;
  private final String page;

  PlatformStatements(BraintreeSettings settings) {
    this.client = new BraintreeClient(settings, PaymentForms.PAGE_WAITS);
    this.page = settings.addressOfTransaction();
  }

  /**
   * All that the platform has under the orders of a purchase, whoever asked for it; refunds too.
   * One search, which waits for a few seconds at the most for each of its answers.
   *
   * @throws PaymentForms.PlatformUnavailable when it does not answer, or refuses
   */
  public List<Statement> of(PurchaseId purchase) {
    return found(purchase).stream().map(PlatformStatements::statement).toList();
  }

  private List<GatewayTransaction> found(PurchaseId purchase) {
    try {
      return client.search(purchase);
    } catch (RuntimeException e) {
      throw new PlatformUnavailable(e);
    }
  }

  /** Where people find a payment at the platform. */
  public String pageOf(String reference) {
    return page.replace("{id}", reference);
  }

  private static Statement statement(GatewayTransaction sale) {
    Transaction transaction = sale.transaction();
    return new Statement(
        sale.id(),
        sale.refundedId(),
        sale.card(),
        transaction.getStatusHistory().stream()
            .map(event -> statusChange(event, transaction))
            .toList(),
        transaction.getDisputes().stream().map(PlatformStatements::objection).toList());
  }

  private static StatusChange statusChange(StatusEvent event, Transaction transaction) {
    return new StatusChange(
        GatewayTransaction.time(event.getTimestamp()),
        words(event.getStatus()) + end(event, transaction),
        GatewayTransaction.money(event.getAmount(), transaction.getCurrencyIsoCode()));
  }

  /** Of a hold that is one still. */
  private static String end(StatusEvent event, Transaction transaction) {
    boolean held =
        event.getStatus() == AUTHORIZED
            && transaction.getStatus() == AUTHORIZED
            && transaction.getAuthorizationExpiresAt() != null;
    return held
        ? ", expires at " + GatewayTransaction.time(transaction.getAuthorizationExpiresAt())
        : "";
  }

  private static Objection objection(Dispute dispute) {
    return new Objection(
        GatewayTransaction.time(dispute.getUpdatedAt()),
        words(dispute.getStatus()) + ", reason: " + words(dispute.getReason()),
        GatewayTransaction.money(dispute.getDisputedAmount(), dispute.getCurrencyIsoCode()));
  }

  private static String words(@Nullable Enum<?> name) {
    return name == null ? "unknown" : name.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /**
   * A payment or a refund as it stands.
   *
   * @param refunded the payment that is sent back; empty for a payment
   * @param card in masked words; empty where there is none
   * @param statusChanges each state it came to be in
   */
  public record Statement(
      String reference,
      String refunded,
      String card,
      List<StatusChange> statusChanges,
      List<Objection> objections) {

    public boolean isRefund() {
      return !refunded.isEmpty();
    }
  }

  /**
   * @param state in the platform's words
   * @param amount null where the platform names none
   */
  public record StatusChange(Instant at, String state, @Nullable Money amount) {}

  /**
   * A dispute.
   *
   * @param words its state and its reason, in the platform's words
   */
  public record Objection(Instant at, String words, @Nullable Money amount) {}
}
