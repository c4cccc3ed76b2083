package licensing.testing;

import licensing.payment.PaymentAttempt;

/** The platform's answers, as XML. */
public final class Answers {

  private Answers() {}

  public static String transaction(String id, PaymentAttempt attempt, String status) {
    return transaction(id, attempt, status, "");
  }

  public static String transaction(String id, PaymentAttempt attempt, String status, String more) {
    return """
        <transaction>
          <id>%s</id><status>%s</status><type>sale</type>
          <currency-iso-code>%s</currency-iso-code><amount>%s</amount>
          <order-id>%s</order-id>
          <created-at type="datetime">2026-03-01T10:00:00Z</created-at>
          <credit-card><card-type>Visa</card-type><last-4>1111</last-4></credit-card>
          <status-history type="array"/>
          <payment-instrument-type>credit_card</payment-instrument-type>
          %s
        </transaction>
        """
        .formatted(
            id,
            status,
            attempt.amount().currency().getCurrencyCode(),
            attempt.amount().amount().toPlainString(),
            attempt.orderId(),
            more);
  }

  /** A refusal with its transaction. */
  public static String refusal(String transaction) {
    return "<api-error-response><errors><errors type=\"array\"/></errors><params/>"
        + "<message>refused</message>"
        + transaction
        + "</api-error-response>";
  }

  public static String invalid(String code) {
    return "<api-error-response><errors><errors type=\"array\"/><transaction>"
        + "<errors type=\"array\"><error><attribute>base</attribute><code>"
        + code
        + "</code><message>wrong</message></error></errors></transaction></errors>"
        + "<params/><message>wrong</message></api-error-response>";
  }

  public static String nothingFound() {
    return "<search-results><page-size type=\"integer\">50</page-size><ids type=\"array\"/>"
        + "</search-results>";
  }

  public static String foundIds(int number) {
    return "<search-results><page-size type=\"integer\">50</page-size><ids type=\"array\">"
        + "<item>id</item>".repeat(number)
        + "</ids></search-results>";
  }

  public static String found(String... transactions) {
    return "<credit-card-transactions type=\"collection\">"
        + "<current-page-number type=\"integer\">1</current-page-number>"
        + "<page-size type=\"integer\">50</page-size><total-items type=\"integer\">"
        + transactions.length
        + "</total-items>"
        + String.join("", transactions)
        + "</credit-card-transactions>";
  }

  /** A payment secret of which that is so. */
  public static String nonce(String fact) {
    return "<payment-method-nonce><nonce>n</nonce><type>CreditCard</type>"
        + "<%1$s type=\"boolean\">true</%1$s></payment-method-nonce>".formatted(fact);
  }
}
