package licensing.payment.braintree;

import com.braintreegateway.BraintreeGateway;
import java.util.List;
import java.util.Optional;
import licensing.buyer.Buyer.OrganizationId;
import licensing.payment.braintree.NoticeBook.Notice;
import licensing.purchase.PurchaseId;
import licensing.terms.Sha256;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Webhooks of the platform, from their arrival to their report. */
public final class PlatformNotifications {

  private final BraintreeGateway gateway;
  private final NoticeBook notices;

  PlatformNotifications(BraintreeSettings settings, JdbcClient database) {
    this.gateway = Gateways.open(settings, PaymentForms.PAGE_WAITS);
    this.notices = new NoticeBook(database);
  }

  /** Checks the signature on the raw text before anything is parsed, and stores what is new. */
  public Receipt receive(String signature, String payload) {
    Notice notice;
    try {
      notice =
          Notice.of(gateway.webhookNotification().parse(signature, payload), Sha256.of(payload));
    } catch (RuntimeException forgedOrGarbled) {
      // The SDK has no one exception for it, and rightly signed junk fails anywhere.
      return new Receipt.Rejected(forgedOrGarbled.getClass().getSimpleName());
    }
    return notices.add(notice).<Receipt>map(Receipt.Stored::new).orElseGet(Receipt.Repeated::new);
  }

  /** The answer by which the platform checks a new address; empty for a malformed challenge. */
  public Optional<String> answer(String challenge) {
    try {
      return Optional.of(gateway.webhookNotification().verify(challenge));
    } catch (RuntimeException malformed) {
      return Optional.empty();
    }
  }

  /**
   * Takes notifications whose report Temporal has not acknowledged; no other caller gets them soon.
   */
  public List<Unreported> claimUnreported(int limit) {
    return notices.claimUnreported(limit);
  }

  /** Notes that Temporal acknowledged the report. */
  public void reported(String notification, String how) {
    notices.reported(notification, how);
  }

  /** What became of a delivery. */
  public sealed interface Receipt {

    /** Durable; to be reported. */
    record Stored(String notification) implements Receipt {}

    /** The same as an earlier one: acknowledged without further effect. */
    record Repeated() implements Receipt {}

    /** Forged or garbled: repeating it would not help. */
    record Rejected(String reason) implements Receipt {}
  }

  /**
   * A notification to report.
   *
   * @param organization whose purchase it concerns
   */
  public record Unreported(
      String notification, PurchaseId purchase, OrganizationId organization, String kind) {}
}
