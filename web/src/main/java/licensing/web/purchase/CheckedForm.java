package licensing.web.purchase;

import java.util.Set;
import licensing.purchase.PurchaseId;
import licensing.purchase.message.Subscribe;

/** What an entry form turned out to be. */
sealed interface CheckedForm {

  /** In order: to be subscribed to. */
  record Order(PurchaseId purchase, Subscribe subscribe) implements CheckedForm {}

  /** To be shown again. */
  record Invalid(Set<FieldError> errors) implements CheckedForm {}
}
