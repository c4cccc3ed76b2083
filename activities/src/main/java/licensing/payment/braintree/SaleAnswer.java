package licensing.payment.braintree;

import licensing.payment.AuthorizationResult;

/** What the platform's answer to a sale means. */
sealed interface SaleAnswer {

  record Known(AuthorizationResult result) implements SaleAnswer {}

  /** Refused as a repetition of a sale that succeeded: that one is to be compared and adopted. */
  record Duplicate(String original) implements SaleAnswer {}
}
