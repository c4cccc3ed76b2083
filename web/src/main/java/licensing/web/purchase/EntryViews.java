package licensing.web.purchase;

import java.time.Clock;
import java.util.Locale;
import java.util.Set;
import licensing.buyer.Buyer;
import licensing.offer.Offer;
import licensing.reading.PublishedTerms;
import licensing.reading.PurchaseRecords;
import licensing.web.progress.FollowedPurchase;
import org.springframework.stereotype.Component;

/** Puts together what the entry page shows. */
@Component
final class EntryViews {

  private final EntryDesk desk;
  private final PublishedTerms terms;
  private final PurchaseRecords records;
  private final Clock clock;

  EntryViews(EntryDesk desk, PublishedTerms terms, PurchaseRecords records, Clock clock) {
    this.desk = desk;
    this.terms = terms;
    this.records = records;
    this.clock = clock;
  }

  EntryView fresh(Offer offer, Buyer buyer, FilledIn filled, Locale locale) {
    return view(desk.newTicket(buyer, offer), offer, buyer, filled, Set.of(), locale);
  }

  /** The form as it was sent, to be corrected: the same purchase wherever its id is genuine. */
  EntryView again(EntryForm form, Offer offer, Buyer buyer, Set<Fault> faults, Locale locale) {
    boolean anew = faults.stream().anyMatch(Fault::needsNewTicket);
    var ticket =
        anew
            ? desk.newTicket(buyer, offer)
            : form.ticket().orElseGet(() -> desk.newTicket(buyer, offer));
    var filled = FilledIn.of(offer, form.quantityText(), form.wantsAutoRenewal());
    return view(ticket, offer, buyer, filled, faults, locale);
  }

  private EntryView view(
      FormTicket ticket,
      Offer offer,
      Buyer buyer,
      FilledIn filled,
      Set<Fault> faults,
      Locale locale) {
    var open =
        records.open(buyer.organization()).stream()
            .filter(purchase -> purchase.subscription().offer().kind() == offer.kind())
            .map(FollowedPurchase::of)
            .toList();
    var period = EntryView.ifPaid(clock.instant(), offer);
    return new EntryView(ticket, offer, filled, faults, terms.current(locale), period, open);
  }
}
