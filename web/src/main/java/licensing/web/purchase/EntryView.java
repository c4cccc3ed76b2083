package licensing.web.purchase;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import licensing.license.LicensePeriod;
import licensing.offer.Offer;
import licensing.payment.Money;
import licensing.terms.Terms;
import licensing.web.progress.PurchaseView;
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
    Set<FieldError> errors,
    Terms terms,
    LicensePeriod period,
    List<PurchaseView> open) {

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

  public @Nullable FieldError quantityError() {
    return at(FieldError.Field.QUANTITY);
  }

  public @Nullable FieldError autoRenewalError() {
    return at(FieldError.Field.AUTO_RENEWAL);
  }

  public @Nullable FieldError termsError() {
    return at(FieldError.Field.TERMS);
  }

  public @Nullable FieldError formError() {
    return at(FieldError.Field.FORM);
  }

  private @Nullable FieldError at(FieldError.Field field) {
    Optional<FieldError> found =
        errors.stream().filter(error -> error.field() == field).findFirst();
    return found.orElse(null);
  }
}
