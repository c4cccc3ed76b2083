package licensing.web.home;

import licensing.buyer.OrganizationId;
import licensing.offer.OfferKind;
import licensing.reading.ActiveLicenses;
import licensing.reading.OwnedLicenses;
import org.springframework.stereotype.Component;

/** Asks whether an organization may migrate. */
@Component
class MigrationAccess {

  private final ActiveLicenses active;
  private final OwnedLicenses owned;

  MigrationAccess(ActiveLicenses active, OwnedLicenses owned) {
    this.active = active;
    this.owned = owned;
  }

  FeatureAccess of(OrganizationId organization) {
    return new FeatureAccess(
        active.of(organization, OfferKind.MIGRATION),
        owned.latest(organization, OfferKind.MIGRATION).orElse(null));
  }
}
