package licensing.web.purchase;

import java.time.Clock;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import licensing.buyer.Buyer;
import licensing.offer.Offer;
import licensing.payment.Money;
import licensing.purchase.PurchaseId;
import licensing.purchase.PurchaseWorkflow.Subscribe;
import licensing.purchase.message.Refusal;
import licensing.reading.PublishedTerms;
import licensing.terms.Terms;
import licensing.terms.Terms.Consent;
import licensing.web.purchase.SignedForms.FormTicket;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The entry form as it was sent: nothing in it is believed yet. */
record EntryForm(
    @Nullable String purchase,
    @Nullable String issuedAt,
    @Nullable String mac,
    @Nullable String quantity,
    @Nullable String autoRenew,
    @Nullable String termsVersion,
    @Nullable String termsHash,
    @Nullable String termsLocale,
    @Nullable String offerShown,
    @Nullable String anyway) {

  /** Empty where it cannot have been one of ours. */
  Optional<FormTicket> ticket() {
    if (purchase == null || issuedAt == null || mac == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(new FormTicket(PurchaseId.of(purchase), Long.parseLong(issuedAt), mac));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** What a buyer must have seen of an offer. */
  static String shown(Offer offer) {
    return shown(offer.unitPrice(), offer.periodDays());
  }

  static String shown(Money unitPrice, int periodDays) {
    return unitPrice + ", " + periodDays;
  }

  String quantityText() {
    return quantity == null ? "" : quantity.strip();
  }

  /** Browsers send a box that is not ticked not at all. */
  boolean wantsAutoRenewal() {
    return autoRenew != null && !"false".equals(autoRenew);
  }

  /** Whether the buyer knows that another payment may be charged still, and orders all the same. */
  boolean isWantedAnyway() {
    return anyway != null;
  }

  /** Empty for everything but a plain whole number. */
  Optional<Integer> wholeQuantity() {
    return whole(quantityText());
  }

  static Optional<Integer> whole(String number) {
    return number.matches("\\d{1,9}") ? Optional.of(Integer.valueOf(number)) : Optional.empty();
  }

  /** What is wrong with a form, said at the field it is about. The names are keys of messages. */
  enum FieldError {
    QUANTITY_MISSING(Field.QUANTITY),
    QUANTITY_NOT_WHOLE(Field.QUANTITY),
    QUANTITY_NOT_OFFERED(Field.QUANTITY),
    AUTO_RENEWAL_NOT_OFFERED(Field.AUTO_RENEWAL),
    OFFER_CHANGED(Field.PRICE),
    TERMS_CHANGED(Field.TERMS),
    STILL_CHARGING(Field.CHARGING),
    NOT_ALLOWED_TO_BUY(Field.RIGHT),
    FORM_INVALID(Field.FORM),
    FORM_EXPIRED(Field.FORM);

    private final Field field;

    FieldError(Field field) {
      this.field = field;
    }

    Field field() {
      return field;
    }

    /** Whether the form's purchase id must not be used again. */
    boolean needsNewTicket() {
      // The process would answer the same form as before, whoever lifted the limit meanwhile.
      return field == Field.FORM || field == Field.RIGHT;
    }

    /** The purchase compares again, since offer and terms may change between check and call. */
    static Optional<FieldError> of(Refusal refusal) {
      return switch (refusal) {
        case STALE_TERMS -> Optional.of(TERMS_CHANGED);
        case QUANTITY_NOT_OFFERED -> Optional.of(QUANTITY_NOT_OFFERED);
        case AUTO_RENEWAL_NOT_OFFERED -> Optional.of(AUTO_RENEWAL_NOT_OFFERED);
        case NOT_YOURS, OTHER_OFFER -> Optional.of(FORM_INVALID);
        default -> Optional.empty();
      };
    }

    /** Where on the form. */
    enum Field {
      FORM,
      QUANTITY,
      AUTO_RENEWAL,
      PRICE,
      TERMS,
      CHARGING,
      RIGHT
    }
  }

  /** What an entry form turned out to be. */
  sealed interface Checked {

    /** In order: to be subscribed to. */
    record Order(PurchaseId purchase, Subscribe subscribe) implements Checked {}

    /** To be shown again. */
    record Invalid(Set<FieldError> errors) implements Checked {}
  }

  /**
   * Checks entry forms before a purchase is started: one that refuses them all would stay open for
   * nothing. Price, offer and terms come from the server alone.
   */
  @Component
  static final class Checker {

    private final SignedForms forms;
    private final PublishedTerms terms;
    private final Clock clock;

    Checker(SignedForms forms, PublishedTerms terms, Clock clock) {
      this.forms = forms;
      this.terms = terms;
      this.clock = clock;
    }

    Checked check(EntryForm form, Offer offer, Buyer buyer) {
      var ticket = form.ticket();
      var forged = ticketError(ticket, offer, buyer);
      if (ticket.isEmpty() || forged.isPresent()) {
        return new Checked.Invalid(Set.of(forged.orElse(FieldError.FORM_INVALID)));
      }
      return check(form, ticket.get().purchase(), offer, buyer);
    }

    /** Of a form whose purchase is known to be its own. */
    Checked check(EntryForm form, PurchaseId purchase, Offer offer, Buyer buyer) {
      var errors = EnumSet.noneOf(FieldError.class);
      quantityError(form, offer).ifPresent(errors::add);
      if (form.wantsAutoRenewal() && !offer.autoRenewalSelectable()) {
        errors.add(FieldError.AUTO_RENEWAL_NOT_OFFERED);
      }
      // A form from before a release does not say; the price is presented again before it is paid.
      if (form.offerShown() != null && !form.offerShown().equals(shown(offer))) {
        errors.add(FieldError.OFFER_CHANGED);
      }
      var shown = shownTerms(form);
      if (shown.isEmpty()) {
        errors.add(FieldError.TERMS_CHANGED);
      }
      return errors.isEmpty()
          ? new Checked.Order(purchase, order(form, offer, buyer, shown.orElseThrow()))
          : new Checked.Invalid(errors);
    }

    private Optional<FieldError> ticketError(
        Optional<FormTicket> ticket, Offer offer, Buyer buyer) {
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
        return Optional.of(
            number ? FieldError.QUANTITY_NOT_OFFERED : FieldError.QUANTITY_NOT_WHOLE);
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
      return new Subscribe(
          buyer,
          offer,
          form.wholeQuantity().orElseThrow(),
          form.wantsAutoRenewal(),
          consent,
          shown.version());
    }
  }
}
