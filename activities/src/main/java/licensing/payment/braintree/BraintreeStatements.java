package licensing.payment.braintree;

import static com.braintreegateway.Transaction.Status.AUTHORIZED;

import com.braintreegateway.Dispute;
import com.braintreegateway.StatusEvent;
import com.braintreegateway.Transaction;
import java.util.List;
import java.util.Locale;
import licensing.edge.PaymentForms.PlatformUnavailable;
import licensing.edge.PlatformStatements;
import licensing.purchase.PurchaseId;
import org.jspecify.annotations.Nullable;

final class BraintreeStatements implements PlatformStatements {

  private final Sales sales;
  private final String page;

  /**
   * @param page address of a transaction's page, with "{id}" for the transaction
   */
  BraintreeStatements(Sales sales, String page) {
    this.sales = sales;
    this.page = page;
  }

  @Override
  public List<Statement> of(PurchaseId purchase) {
    return found(purchase).stream().map(BraintreeStatements::statement).toList();
  }

  private List<Sale> found(PurchaseId purchase) {
    try {
      return sales.search(purchase);
    } catch (RuntimeException e) {
      throw new PlatformUnavailable(e);
    }
  }

  @Override
  public String pageOf(String reference) {
    return page.replace("{id}", reference);
  }

  private static Statement statement(Sale sale) {
    Transaction transaction = sale.transaction();
    return new Statement(
        sale.id(),
        sale.refundedId(),
        sale.card(),
        transaction.getStatusHistory().stream().map(event -> turn(event, transaction)).toList(),
        transaction.getDisputes().stream().map(BraintreeStatements::objection).toList());
  }

  private static Turn turn(StatusEvent event, Transaction transaction) {
    return new Turn(
        Sale.time(event.getTimestamp()),
        words(event.getStatus()) + end(event, transaction),
        Sale.money(event.getAmount(), transaction.getCurrencyIsoCode()));
  }

  /** Of a hold that is one still. */
  private static String end(StatusEvent event, Transaction transaction) {
    boolean held =
        event.getStatus() == AUTHORIZED
            && transaction.getStatus() == AUTHORIZED
            && transaction.getAuthorizationExpiresAt() != null;
    return held ? ", expires at " + Sale.time(transaction.getAuthorizationExpiresAt()) : "";
  }

  private static Objection objection(Dispute dispute) {
    return new Objection(
        Sale.time(dispute.getUpdatedAt()),
        words(dispute.getStatus()) + ", reason: " + words(dispute.getReason()),
        Sale.money(dispute.getDisputedAmount(), dispute.getCurrencyIsoCode()));
  }

  private static String words(@Nullable Enum<?> name) {
    return name == null ? "unknown" : name.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
