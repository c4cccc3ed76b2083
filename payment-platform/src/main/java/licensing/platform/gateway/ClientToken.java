package licensing.platform.gateway;

import java.util.List;
import licensing.platform.form.ClientTokens;
import licensing.platform.http.Answer;
import licensing.platform.http.Handler;
import licensing.platform.http.Request;
import licensing.platform.ledger.Ledger;
import licensing.platform.ledger.Merchant;
import licensing.platform.xml.Element;
import licensing.platform.xml.RequestReader;
import licensing.platform.xml.Xml;

/** Gives a token with which a page opens the card form. */
record ClientToken(Merchant merchant, Ledger ledger, ClientTokens tokens) implements Handler {

  @Override
  public Answer answer(Request request) {
    Element wanted = RequestReader.read(request);
    String account = wanted.text("merchant-account-id");
    if (account != null && merchant.currencyOf(account).isEmpty()) {
      return Answers.of(Outcome.invalid(ValidationError.TOKEN_ACCOUNT_UNKNOWN), 201, wanted);
    }
    String customer = wanted.text("customer-id");
    if (customer != null && !isKnown(customer)) {
      return Answers.of(Outcome.invalid(ValidationError.TOKEN_CUSTOMER_UNKNOWN), 201, wanted);
    }
    String token =
        tokens.issue(
            "1".equals(wanted.text("version")) ? 1 : 2,
            domains(wanted),
            account == null ? merchant.defaultAccount() : account);
    return Answer.xml(201, Xml.of("client-token", Xml.value("value", token)).render());
  }

  private boolean isKnown(String customer) {
    return ledger.enter(books -> books.customers().find(customer)).isPresent();
  }

  private static List<String> domains(Element wanted) {
    return wanted.child("domains").stream()
        .flatMap(domains -> domains.children().stream())
        .map(Element::text)
        .map(String::strip)
        .toList();
  }
}
