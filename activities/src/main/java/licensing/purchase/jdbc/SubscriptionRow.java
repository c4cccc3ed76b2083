package licensing.purchase.jdbc;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import licensing.offer.Offer;
import licensing.offer.OfferKind;
import licensing.purchase.Subscription;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/** What of a purchase is fixed from its subscription on. */
@Table("purchases")
record SubscriptionRow(
    @Id UUID id,
    UUID organizationId,
    UUID userId,
    OfferKind offerKind,
    BigDecimal unitPrice,
    String currency,
    int periodDays,
    int minimumQuantity,
    int maximumQuantity,
    boolean autoRenewalSelectable,
    int quantity,
    boolean autoRenew,
    BigDecimal total,
    Instant subscribedAt,
    Instant payBefore) {

  static SubscriptionRow of(Subscription subscription) {
    Offer offer = subscription.offer();
    return new SubscriptionRow(
        subscription.purchase().value(),
        subscription.buyer().organization().value(),
        subscription.buyer().user().value(),
        offer.kind(),
        offer.unitPrice().amount(),
        offer.unitPrice().currency().getCurrencyCode(),
        offer.periodDays(),
        offer.minimumQuantity(),
        offer.maximumQuantity(),
        offer.autoRenewalSelectable(),
        subscription.quantity(),
        subscription.autoRenew(),
        subscription.total().amount(),
        subscription.subscribedAt(),
        subscription.payBefore());
  }
}
