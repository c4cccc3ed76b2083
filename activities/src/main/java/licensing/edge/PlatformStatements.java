package licensing.edge;

import java.time.Instant;
import java.util.List;
import licensing.payment.Money;
import licensing.purchase.PurchaseId;
import org.jspecify.annotations.Nullable;

/** What the platform itself says of payments. Only read, and believed by nobody but people. */
public interface PlatformStatements {

  /**
   * All that the platform has under the orders of a purchase, whoever asked for it; refunds too.
   * One search, which waits for a few seconds at the most for each of its answers.
   *
   * @throws PaymentForms.PlatformUnavailable when it does not answer, or refuses
   */
  List<Statement> of(PurchaseId purchase);

  /** Where people find a payment at the platform. */
  String pageOf(String reference);

  /**
   * A payment or a refund as it stands.
   *
   * @param refunded the payment that is sent back; empty for a payment
   * @param card in masked words; empty where there is none
   * @param turns each state it came to be in
   */
  record Statement(
      String reference,
      String refunded,
      String card,
      List<Turn> turns,
      List<Objection> objections) {

    public boolean isRefund() {
      return !refunded.isEmpty();
    }
  }

  /**
   * @param state in the platform's words
   * @param amount null where the platform names none
   */
  record Turn(Instant at, String state, @Nullable Money amount) {}

  /**
   * A dispute.
   *
   * @param words its state and its reason, in the platform's words
   */
  record Objection(Instant at, String words, @Nullable Money amount) {}
}
