package licensing.reading;

import java.util.Optional;
import licensing.offer.Offer;
import licensing.offer.OfferKind;

/** What is sold now. */
public interface Offers {

  Optional<Offer> of(OfferKind kind);
}
