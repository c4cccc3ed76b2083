package licensing.platform.gateway;

import java.util.List;
import licensing.platform.form.ClientTokens;
import licensing.platform.http.Answer;
import licensing.platform.http.Handler;
import licensing.platform.http.Request;
import licensing.platform.ledger.Merchant;
import licensing.platform.xml.Element;
import licensing.platform.xml.RequestReader;
import licensing.platform.xml.Xml;

/** Gives a token with which a page opens the card form. */
record ClientToken(Merchant merchant, ClientTokens tokens) implements Handler {

  @Override
  public Answer answer(Request request) {
    Element wanted = RequestReader.read(request);
    String account = wanted.text("merchant-account-id");
    if (account != null && merchant.currencyOf(account).isEmpty()) {
      return Answers.of(Outcome.invalid(ValidationError.TOKEN_ACCOUNT_UNKNOWN), 201, wanted);
    }
    if (wanted.text("customer-id") != null) {
      // There is no vault, and so there are no customers.
      return Answers.of(Outcome.invalid(ValidationError.TOKEN_CUSTOMER_UNKNOWN), 201, wanted);
    }
    String token =
        tokens.issue(
            "1".equals(wanted.text("version")) ? 1 : 2,
            domains(wanted),
            account == null ? merchant.defaultAccount() : account);
    return Answer.xml(201, Xml.of("client-token", Xml.value("value", token)).render());
  }

  private static List<String> domains(Element wanted) {
    return wanted.child("domains").stream()
        .flatMap(domains -> domains.children().stream())
        .map(Element::text)
        .map(String::strip)
        .toList();
  }
}
