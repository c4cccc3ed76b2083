package licensing.web.home;

import licensing.buyer.OrganizationId;
import licensing.offer.OfferKind;
import licensing.reading.OwnedLicenses;
import org.springframework.stereotype.Component;

/** Asks whether an organization may migrate. */
@Component
class MigrationAccess {

  private final OwnedLicenses owned;

  MigrationAccess(OwnedLicenses owned) {
    this.owned = owned;
  }

  FeatureAccess of(OrganizationId organization) {
    return new FeatureAccess(
        owned.active(organization, OfferKind.MIGRATION),
        owned.latest(organization, OfferKind.MIGRATION).orElse(null));
  }
}
