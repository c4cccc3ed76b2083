package licensing.web.process;

import licensing.buyer.Buyer;
import licensing.buyer.OrganizationId;
import licensing.payment.PaymentAttempt;
import licensing.purchase.PurchaseId;
import licensing.purchase.Subscription;
import licensing.purchase.message.ConfirmRedirect;
import licensing.purchase.message.PaymentSubmitted;
import licensing.purchase.message.PlatformReported;
import licensing.purchase.message.Subscribe;

/**
 * The processes of purchases, as the console speaks to them. Every call answers within 3 s and may
 * be repeated: the same content has one effect.
 */
public interface PurchaseProcesses {

  /** Starts the purchase if it is not there yet, and subscribes. */
  Answer<Subscription> subscribe(PurchaseId purchase, Subscribe order);

  Answer<PaymentAttempt> confirmRedirect(PurchaseId purchase, ConfirmRedirect confirmation);

  /**
   * Asks to end the purchase before it is paid.
   *
   * @param versionSeen of the record the buyer acted from: a refusal holds for that one alone
   */
  Answer<PurchaseId> withdraw(PurchaseId purchase, Buyer buyer, long versionSeen);

  /** The same action of the same person on the same version is one action. */
  Answer<PurchaseId> act(PurchaseId purchase, SupportAction action);

  /** The same for a purchase whose own process has ended: begun for the action, if need be. */
  Answer<PurchaseId> actAfterTheEnd(
      PurchaseId purchase, OrganizationId organization, SupportAction action);

  Delivery paymentSubmitted(PurchaseId purchase, PaymentSubmitted report);

  /**
   * Reports what the platform announced about a purchase's payment to whoever settles it, which
   * begins with the report where it is not there: such news come long after the purchase's end.
   */
  Delivery platformReported(
      PurchaseId purchase, OrganizationId organization, PlatformReported report);
}
