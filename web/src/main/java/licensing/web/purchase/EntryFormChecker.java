package licensing.web.purchase;

import java.time.Clock;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import licensing.buyer.Buyer;
import licensing.offer.Offer;
import licensing.purchase.PurchaseId;
import licensing.purchase.PurchaseWorkflow.Subscribe;
import licensing.reading.Offers;
import licensing.reading.PublishedTerms;
import licensing.terms.Terms;
import licensing.terms.Terms.Consent;
import licensing.web.purchase.EntryForm.FieldError;
import licensing.web.purchase.SignedForms.FormTicket;
import org.springframework.stereotype.Component;

/**
 * Checks entry forms before a purchase is started: one that refuses them all would stay open for
 * nothing. Price, offer and terms come from the server alone.
 */
@Component
final class EntryFormChecker {

  private final Offers offers;
  private final SignedForms forms;
  private final PublishedTerms terms;
  private final Clock clock;

  EntryFormChecker(Offers offers, SignedForms forms, PublishedTerms terms, Clock clock) {
    this.offers = offers;
    this.forms = forms;
    this.terms = terms;
    this.clock = clock;
  }

  /** Empty for what is not sold now. */
  Optional<Offer> offer(Offer.Kind kind) {
    return offers.of(kind);
  }

  FormTicket newTicket(Buyer buyer, Offer offer) {
    return forms.issue(buyer, offer.kind());
  }

  Checked check(EntryForm form, Offer offer, Buyer buyer) {
    var ticket = form.ticket();
    var forged = ticketError(ticket, offer, buyer);
    if (ticket.isEmpty() || forged.isPresent()) {
      return new Checked.Invalid(Set.of(forged.orElse(FieldError.FORM_INVALID)));
    }
    var errors = EnumSet.noneOf(FieldError.class);
    quantityError(form, offer).ifPresent(errors::add);
    if (form.wantsAutoRenewal() && !offer.autoRenewalSelectable()) {
      errors.add(FieldError.AUTO_RENEWAL_NOT_OFFERED);
    }
    var shown = shownTerms(form);
    if (shown.isEmpty()) {
      errors.add(FieldError.TERMS_CHANGED);
    }
    return errors.isEmpty()
        ? new Checked.Order(ticket.get().purchase(), order(form, offer, buyer, shown.orElseThrow()))
        : new Checked.Invalid(errors);
  }

  private Optional<FieldError> ticketError(Optional<FormTicket> ticket, Offer offer, Buyer buyer) {
    return ticket
        .map(each -> forms.check(each, buyer, offer.kind()))
        .flatMap(
            verdict ->
                switch (verdict) {
                  case GENUINE -> Optional.empty();
                  case FORGED -> Optional.of(FieldError.FORM_INVALID);
                  case EXPIRED -> Optional.of(FieldError.FORM_EXPIRED);
                });
  }

  private static Optional<FieldError> quantityError(EntryForm form, Offer offer) {
    if (form.quantityText().isEmpty()) {
      return Optional.of(FieldError.QUANTITY_MISSING);
    }
    var quantity = form.wholeQuantity();
    if (quantity.isEmpty()) {
      boolean number = form.quantityText().matches("[+-]?\\d+");
      return Optional.of(number ? FieldError.QUANTITY_NOT_OFFERED : FieldError.QUANTITY_NOT_WHOLE);
    }
    return offer.allows(quantity.get())
        ? Optional.empty()
        : Optional.of(FieldError.QUANTITY_NOT_OFFERED);
  }

  /** The text the form showed, if it is the one in force, word for word. */
  private Optional<Terms> shownTerms(EntryForm form) {
    if (form.termsLocale() == null) {
      return Optional.empty();
    }
    var current = terms.current(Locale.forLanguageTag(form.termsLocale()));
    boolean same =
        Integer.toString(current.version().value()).equals(form.termsVersion())
            && current.textHash().equals(form.termsHash());
    return same ? Optional.of(current) : Optional.empty();
  }

  private Subscribe order(EntryForm form, Offer offer, Buyer buyer, Terms shown) {
    var consent = new Consent(shown.version(), shown.textHash(), shown.locale(), clock.instant());
    Terms.Version current = shown.version();
    return new Subscribe(
        buyer,
        offer,
        form.wholeQuantity().orElseThrow(),
        form.wantsAutoRenewal(),
        consent,
        current);
  }

  /** What an entry form turned out to be. */
  sealed interface Checked {

    /** In order: to be subscribed to. */
    record Order(PurchaseId purchase, Subscribe subscribe) implements Checked {}

    /** To be shown again. */
    record Invalid(Set<FieldError> errors) implements Checked {}
  }
}
