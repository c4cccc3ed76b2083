package licensing.purchase;

import java.time.Instant;
import licensing.buyer.Buyer;
import licensing.offer.Offer;
import licensing.payment.Money;
import licensing.purchase.PurchaseWorkflow.PurchaseStart;
import licensing.purchase.PurchaseWorkflow.Subscribe;
import licensing.terms.Terms.Consent;

/**
 * What the buyer subscribed to: stored before the buyer is answered, and fixed from then on.
 *
 * @param payBefore the deadline of the payment
 */
public record Subscription(
    PurchaseId purchase,
    Buyer buyer,
    Offer offer,
    int quantity,
    boolean autoRenew,
    Money total,
    Consent consent,
    Instant subscribedAt,
    Instant payBefore) {

  /**
   * Price, deadline and the time of the consent are fixed here, at the moment the order is
   * accepted: one clock, so that no consent reads as given after what it was given for.
   */
  static Subscription to(PurchaseStart start, Subscribe order, Instant now) {
    return new Subscription(
        start.purchase(),
        start.buyer(),
        order.offer(),
        order.quantity(),
        order.autoRenew(),
        order.offer().total(order.quantity()),
        order.consent().at(now),
        now,
        now.plus(start.waits().paying()));
  }

  /** How many are bought, as people read it. */
  String licenses() {
    return quantity == 1 ? "1 license" : quantity + " licenses";
  }

  /** Whether a further click on Subscribe Now asks for the very same. */
  boolean isFor(Subscribe order) {
    return order.quantity() == quantity
        && order.autoRenew() == autoRenew
        && order.consent().termsVersion().equals(consent.termsVersion())
        && order.offer().equals(offer);
  }
}
