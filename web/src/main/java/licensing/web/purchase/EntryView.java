package licensing.web.purchase;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import licensing.license.LicensePeriod;
import licensing.offer.Offer;
import licensing.payment.Money;
import licensing.terms.Terms;
import licensing.web.progress.FollowedPurchase;
import org.jspecify.annotations.Nullable;

/**
 * What the entry page shows.
 *
 * @param period if it were paid now
 * @param open purchases that could be resumed instead
 */
record EntryView(
    FormTicket ticket,
    Offer offer,
    FilledIn filled,
    Set<Fault> faults,
    Terms terms,
    LicensePeriod period,
    List<FollowedPurchase> open) {

  static LicensePeriod ifPaid(Instant now, Offer offer) {
    return LicensePeriod.starting(now, offer.periodDays());
  }

  /** Null where the quantity is none that could be bought. */
  public @Nullable Money total() {
    String quantity = filled.quantity();
    return quantity.matches("\\d{1,9}") && offer.allows(Integer.parseInt(quantity))
        ? offer.total(Integer.parseInt(quantity))
        : null;
  }

  public String action() {
    return OfferPath.entry(offer.kind());
  }

  public @Nullable Fault quantityFault() {
    return at(Fault.Field.QUANTITY);
  }

  public @Nullable Fault autoRenewalFault() {
    return at(Fault.Field.AUTO_RENEWAL);
  }

  public @Nullable Fault termsFault() {
    return at(Fault.Field.TERMS);
  }

  public @Nullable Fault formFault() {
    return at(Fault.Field.FORM);
  }

  private @Nullable Fault at(Fault.Field field) {
    Optional<Fault> found = faults.stream().filter(fault -> fault.field() == field).findFirst();
    return found.orElse(null);
  }
}
