package licensing.web.purchase;

import java.util.Optional;
import licensing.purchase.message.Refusal;

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
