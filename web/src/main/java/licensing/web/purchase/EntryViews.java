package licensing.web.purchase;

import java.time.Clock;
import java.util.Locale;
import java.util.Set;
import licensing.buyer.Buyer;
import licensing.offer.Offer;
import licensing.reading.PublishedTerms;
import licensing.reading.PurchaseRecords;
import licensing.web.progress.OwnPurchases.PurchaseView;
import licensing.web.purchase.EntryForm.FieldError;
import licensing.web.purchase.EntryView.FilledIn;
import licensing.web.purchase.SignedForms.FormTicket;
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
}
