package licensing.payment.braintree;

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
    String currency = transaction.getCurrencyIsoCode();
    return new Statement(
        sale.id(),
        sale.refundedId(),
        sale.card(),
        transaction.getStatusHistory().stream().map(event -> turn(event, currency)).toList(),
        transaction.getDisputes().stream().map(BraintreeStatements::objection).toList());
  }

  private static Turn turn(StatusEvent event, String currency) {
    return new Turn(
        Sale.time(event.getTimestamp()),
        words(event.getStatus()),
        Sale.money(event.getAmount(), currency));
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
