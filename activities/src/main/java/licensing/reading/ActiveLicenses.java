package licensing.reading;

import java.util.List;
import licensing.buyer.OrganizationId;
import licensing.license.License;
import licensing.offer.OfferKind;

/** The one answer to "may they use the feature". */
public interface ActiveLicenses {

  /** Licenses that are valid at this moment, neither expired nor suspended; the newest first. */
  List<License> of(OrganizationId organization, OfferKind kind);
}
