package licensing.platform.gateway;

import java.util.List;
import licensing.platform.card.CardEntry;
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
        source(body),
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
    String asked = body.text("currency-iso-code");
    if (asked != null && !asked.equals(currency)) {
      throw new Refusal(ValidationError.CURRENCY_INVALID);
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

  private static PaymentSource source(Element body) {
    String nonce = body.text("payment-method-nonce");
    if (nonce != null) {
      return new PaymentSource.Nonce(nonce);
    }
    Element card = body.child("credit-card").orElse(null);
    if (card != null) {
      return new PaymentSource.TypedCard(typed(card));
    }
    throw new Refusal(
        body.text("payment-method-token") == null
            ? ValidationError.NO_PAYMENT_METHOD
            : ValidationError.TOKEN_INVALID);
  }

  private static CardEntry typed(Element element) {
    CardEntry card = CardEntry.read(element::text);
    List<ValidationError> errors =
        card.errors().stream()
            .map(e -> ValidationError.ofCard(e.field(), e.code(), e.message()))
            .toList();
    if (!errors.isEmpty()) {
      throw new Refusal(errors);
    }
    return card;
  }
}
