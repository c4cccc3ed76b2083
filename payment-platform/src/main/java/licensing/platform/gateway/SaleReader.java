package licensing.platform.gateway;

import licensing.platform.ledger.Merchant;
import licensing.platform.ledger.Money;
import licensing.platform.xml.Element;
import org.jspecify.annotations.Nullable;

/** Reads and checks a sale; what is wrong with it is found before anything is written. */
record SaleReader(Merchant merchant) {
  private static final int LONGEST_ORDER_ID = 255;

  SaleRequest read(Element body) {
    if (!"sale".equals(body.text("type"))) {
      throw new Refusal(ValidationError.TYPE_INVALID);
    }
    String account = account(body);
    return new SaleRequest(
        money(body, account),
        account,
        orderId(body),
        nonce(body),
        body.isTrue("options/submit-for-settlement"),
        body.isTrue("options/three-d-secure/required"),
        body.text("api-request-key") != null);
  }

  private String account(Element body) {
    String account = body.text("merchant-account-id");
    return account == null ? merchant.defaultAccount() : account;
  }

  private Money money(Element body, String account) {
    String currency =
        merchant
            .currencyOf(account)
            .orElseThrow(() -> new Refusal(ValidationError.ACCOUNT_INVALID));
    String amount = body.text("amount");
    if (amount == null) {
      throw new Refusal(ValidationError.AMOUNT_MISSING);
    }
    return Amounts.positive(amount, currency);
  }

  static @Nullable String orderId(Element body) {
    String orderId = body.text("order-id");
    if (orderId != null && orderId.length() > LONGEST_ORDER_ID) {
      throw new Refusal(ValidationError.ORDER_ID_TOO_LONG);
    }
    return orderId;
  }

  private static String nonce(Element body) {
    String nonce = body.text("payment-method-nonce");
    if (nonce != null) {
      return nonce;
    }
    throw new Refusal(
        body.text("payment-method-token") == null
            ? ValidationError.NO_PAYMENT_METHOD
            : ValidationError.TOKEN_INVALID);
  }
}
