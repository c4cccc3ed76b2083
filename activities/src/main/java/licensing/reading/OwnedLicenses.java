package licensing.reading;

import java.util.Optional;
import licensing.buyer.OrganizationId;
import licensing.license.License;
import licensing.offer.OfferKind;

/** Every license an organization ever bought. */
public interface OwnedLicenses {

  /** By their start, at most that many. */
  Excerpt<OwnedLicense> of(OrganizationId organization, OfferKind kind, Stretch part, int size);

  /** The one that started last, whatever became of it. */
  Optional<OwnedLicense> latest(OrganizationId organization, OfferKind kind);

  /**
   * A license as its owners see it.
   *
   * @param boughtBy login name of the buyer
   */
  record OwnedLicense(License license, State state, String boughtBy) {

    public Place place() {
      return new Place(license.period().start(), license.purchase());
    }
  }

  /** The state at this moment: expired is computed from the date, never waited for. */
  enum State {
    ACTIVE,
    SUSPENDED,
    EXPIRED
  }
}
