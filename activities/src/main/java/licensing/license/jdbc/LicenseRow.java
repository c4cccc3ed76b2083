package licensing.license.jdbc;

import java.time.Instant;
import java.util.UUID;
import licensing.license.License;
import licensing.license.LicenseKey;
import licensing.license.LicensePeriod;
import licensing.offer.OfferKind;
import licensing.purchase.PurchaseId;
import licensing.purchase.Subscription;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

@Table("licenses")
record LicenseRow(
    @Id String key,
    UUID purchaseId,
    UUID organizationId,
    OfferKind kind,
    int quantity,
    boolean autoRenew,
    Instant startsAt,
    Instant endsAt) {

  static LicenseRow of(LicenseKey key, Subscription subscription, LicensePeriod period) {
    return new LicenseRow(
        key.value(),
        subscription.purchase().value(),
        subscription.buyer().organization().value(),
        subscription.offer().kind(),
        subscription.quantity(),
        subscription.autoRenew(),
        period.start(),
        period.end());
  }

  License toLicense() {
    return new License(
        new LicenseKey(key),
        new PurchaseId(purchaseId),
        kind,
        quantity,
        autoRenew,
        new LicensePeriod(startsAt, endsAt));
  }
}
