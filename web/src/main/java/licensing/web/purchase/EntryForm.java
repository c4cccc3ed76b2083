package licensing.web.purchase;

import java.util.Optional;
import licensing.purchase.PurchaseId;
import licensing.purchase.message.Refusal;
import licensing.web.purchase.SignedForms.FormTicket;
import org.jspecify.annotations.Nullable;

/** The entry form as it was sent: nothing in it is believed yet. */
record EntryForm(
    @Nullable String purchase,
    @Nullable String issuedAt,
    @Nullable String mac,
    @Nullable String quantity,
    @Nullable String autoRenew,
    @Nullable String termsVersion,
    @Nullable String termsHash,
    @Nullable String termsLocale) {

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

  String quantityText() {
    return quantity == null ? "" : quantity.strip();
  }

  /** Browsers send a box that is not ticked not at all. */
  boolean wantsAutoRenewal() {
    return autoRenew != null && !"false".equals(autoRenew);
  }

  /** Empty for everything but a plain whole number. */
  Optional<Integer> wholeQuantity() {
    return quantityText().matches("\\d{1,9}")
        ? Optional.of(Integer.valueOf(quantityText()))
        : Optional.empty();
  }

  /** What is wrong with a form, said at the field it is about. The names are keys of messages. */
  enum FieldError {
    QUANTITY_MISSING(Field.QUANTITY),
    QUANTITY_NOT_WHOLE(Field.QUANTITY),
    QUANTITY_NOT_OFFERED(Field.QUANTITY),
    AUTO_RENEWAL_NOT_OFFERED(Field.AUTO_RENEWAL),
    TERMS_CHANGED(Field.TERMS),
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
      return field == Field.FORM;
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
      TERMS
    }
  }
}
