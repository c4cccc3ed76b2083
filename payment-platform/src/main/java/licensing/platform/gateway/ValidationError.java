package licensing.platform.gateway;

import java.util.Locale;

/**
 * Why a request was not taken.
 *
 * @param object the path of the faulty object, such as {@code transaction/credit-card}
 * @param attribute in snake case
 * @param code of Braintree's reference of validation errors
 */
record ValidationError(String object, String attribute, String code, String message) {

  static ValidationError of(String attribute, String code, String message) {
    return new ValidationError("transaction", attribute, code, message);
  }

  /**
   * @param field in camel case
   */
  static ValidationError ofCard(String field, String code, String message) {
    String attribute = field.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    return new ValidationError("transaction/credit-card", attribute, code, message);
  }

  static final ValidationError AMOUNT_MISSING = of("amount", "81502", "Amount is required.");
  static final ValidationError AMOUNT_NEGATIVE =
      of("amount", "81501", "Amount cannot be negative.");
  static final ValidationError AMOUNT_INVALID =
      of("amount", "81503", "Amount is an invalid format.");
  static final ValidationError AMOUNT_ZERO =
      of("amount", "81531", "Amount must be greater than zero.");
  static final ValidationError AMOUNT_TOO_LARGE = of("amount", "81528", "Amount is too large.");
  static final ValidationError ORDER_ID_TOO_LONG = of("order_id", "91501", "Order ID is too long.");
  static final ValidationError TYPE_INVALID = of("type", "91523", "Transaction type is invalid.");
  static final ValidationError ACCOUNT_INVALID =
      of("merchant_account_id", "91513", "Merchant account ID is invalid.");
  static final ValidationError TOKEN_ACCOUNT_UNKNOWN =
      new ValidationError(
          "client-token", "merchant_account_id", "92807", "Merchant account ID does not exist.");
  static final ValidationError TOKEN_CUSTOMER_UNKNOWN =
      new ValidationError(
          "client-token",
          "customer_id",
          "92804",
          "Customer specified by customer_id does not exist.");
  static final ValidationError CUSTOMER_ID_INVALID =
      new ValidationError("customer", "id", "91610", "Customer ID is invalid.");
  static final ValidationError CUSTOMER_ID_TAKEN =
      new ValidationError("customer", "id", "91609", "Customer ID has already been taken.");
  static final ValidationError KEY_REUSED =
      of("api_request_key", "915232", "API request key can be reused only with the same request.");
  static final ValidationError AUTHENTICATED_ELSEWHERE =
      of(
          "merchant_account_id",
          "91584",
          "Merchant account must match the 3D Secure authorization merchant account.");
  static final ValidationError CURRENCY_INVALID =
      of("currency_iso_code", "915214", "The merchant account is not of this currency.");
  static final ValidationError NO_PAYMENT_METHOD =
      of("base", "91508", "Cannot determine payment method.");
  static final ValidationError TOKEN_INVALID =
      of("payment_method_token", "91518", "Payment method token is invalid.");
  static final ValidationError NONCE_UNKNOWN =
      of("payment_method_nonce", "91565", "Unknown or expired payment_method_nonce.");
  static final ValidationError NONCE_CONSUMED =
      of("payment_method_nonce", "91564", "Cannot use a payment_method_nonce more than once.");
  static final ValidationError NUMBER_INVALID =
      ofCard("number", "81715", "Credit card number is invalid.");
  static final ValidationError NOT_VOIDABLE =
      of(
          "base",
          "91504",
          "Transaction can only be voided if status is authorized,"
              + " submitted_for_settlement, or settlement_pending.");
  static final ValidationError NOT_SUBMITTABLE =
      of("base", "91507", "Cannot submit for settlement unless status is authorized.");
  static final ValidationError SETTLEMENT_TOO_LARGE =
      of("amount", "91522", "Settlement amount is too large.");
  static final ValidationError NOT_DIVISIBLE =
      of(
          "base",
          "915103",
          "Cannot submit for partial settlement unless status is authorized or"
              + " settlement_pending.");
  static final ValidationError NOT_REFUNDABLE =
      of("base", "91506", "Cannot refund transaction unless it is settled.");
  static final ValidationError CREDIT_NOT_REFUNDABLE =
      of("base", "91505", "Cannot refund credit transactions.");
  static final ValidationError ALREADY_REFUNDED =
      of("base", "91512", "Transaction has already been fully refunded.");
  static final ValidationError REFUND_TOO_LARGE =
      of("amount", "91521", "Refund amount is too large.");
  static final ValidationError NOT_SETTLEABLE =
      of(
          "base",
          "91575",
          "Cannot transition transaction to settled, settlement_confirmed,"
              + " settlement_pending, or settlement_declined.");
}
