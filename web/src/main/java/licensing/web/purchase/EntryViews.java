package licensing.web.purchase;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import licensing.buyer.Buyer;
import licensing.license.License;
import licensing.offer.Offer;
import licensing.payment.Money;
import licensing.reading.PublishedTerms;
import licensing.reading.PurchaseRecords;
import licensing.terms.Terms;
import licensing.web.progress.OwnPurchases.PurchaseView;
import licensing.web.purchase.EntryForm.FieldError;
import licensing.web.purchase.EntryViews.EntryView.FilledIn;
import licensing.web.purchase.SignedForms.FormTicket;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts together what the entry page shows. */
@Component
final class EntryViews {

  private final EntryFormChecker checker;
  private final PublishedTerms terms;
  private final PurchaseRecords records;
  private final Clock clock;

  EntryViews(EntryFormChecker checker, PublishedTerms terms, PurchaseRecords records, Clock clock) {
    this.checker = checker;
    this.terms = terms;
    this.records = records;
    this.clock = clock;
  }

  EntryView fresh(Offer offer, Buyer buyer, FilledIn filled, Locale locale) {
    return view(checker.newTicket(buyer, offer), offer, buyer, filled, Set.of(), locale);
  }

  /** The form as it was sent, to be corrected: the same purchase wherever its id is genuine. */
  EntryView again(EntryForm form, Offer offer, Buyer buyer, Set<FieldError> errors, Locale locale) {
    boolean anew = errors.stream().anyMatch(FieldError::needsNewTicket);
    var ticket =
        anew
            ? checker.newTicket(buyer, offer)
            : form.ticket().orElseGet(() -> checker.newTicket(buyer, offer));
    var filled = FilledIn.of(offer, form.quantityText(), form.wantsAutoRenewal());
    return view(ticket, offer, buyer, filled, errors, locale);
  }

  private EntryView view(
      FormTicket ticket,
      Offer offer,
      Buyer buyer,
      FilledIn filled,
      Set<FieldError> errors,
      Locale locale) {
    var open =
        records.open(buyer.organization()).stream()
            .filter(purchase -> purchase.subscription().offer().kind() == offer.kind())
            .map(PurchaseView::of)
            .toList();
    var period = EntryView.ifPaid(clock.instant(), offer);
    return new EntryView(ticket, offer, filled, errors, terms.current(locale), period, open);
  }

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
      License.Period period,
      List<PurchaseView> open) {

    static License.Period ifPaid(Instant now, Offer offer) {
      return License.Period.starting(now, offer.periodDays());
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

    /**
     * What a buyer entered, to be shown again.
     *
     * @param quantity as the buyer wrote it
     */
    record FilledIn(String quantity, boolean autoRenew) {

      /** Auto-Renewal is never shown selected where it cannot be selected. */
      static FilledIn of(Offer offer, String quantity, boolean autoRenew) {
        return new FilledIn(quantity, autoRenew && offer.autoRenewalSelectable());
      }
    }
  }
}
