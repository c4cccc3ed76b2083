package licensing.web.purchase;

import java.util.Optional;
import licensing.purchase.PurchaseId;
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
}
