package licensing.reading;

import java.util.List;
import licensing.license.License;
import licensing.offer.OfferKind;
import licensing.purchase.OrganizationId;

/** Every license an organization ever bought. */
public interface OwnedLicenses {

  /** The newest first. */
  List<OwnedLicense> of(OrganizationId organization, OfferKind kind);

  /**
   * A license as its owners see it.
   *
   * @param boughtBy login name of the buyer
   */
  record OwnedLicense(License license, State state, String boughtBy) {}

  /** The state at this moment: expired is computed from the date, never waited for. */
  enum State {
    ACTIVE,
    SUSPENDED,
    EXPIRED
  }
}
