package licensing.platform.gateway;

import java.util.ArrayList;
import java.util.List;
import licensing.platform.http.Answer;
import licensing.platform.http.Request;
import licensing.platform.ledger.Merchant;
import licensing.platform.xml.Xml;

/** The merchant's accounts, each with its currency. They can be read and not changed. */
record MerchantAccounts(Merchant merchant) {

  Answer find(Request request) {
    String id = request.variable("id");
    return merchant.currencyOf(id).isPresent()
        ? Answer.xml(200, xml(id).render())
        : Answers.missing();
  }

  /** There are never so many that a second page is needed; what is asked for beyond is empty. */
  Answer all(Request request) {
    List<String> ids = List.copyOf(merchant.accounts().keySet());
    int page = Pages.asked(request);
    List<Xml> content = new ArrayList<>(Pages.head(page, ids.size(), ids.size()));
    if (page == 1) {
      ids.forEach(id -> content.add(xml(id)));
    }
    return Answer.xml(200, Xml.collection("merchant-accounts", content).render());
  }

  private Xml xml(String id) {
    return Xml.of(
        "merchant-account",
        Xml.value("id", id),
        Xml.value("status", "active"),
        Xml.value("currency-iso-code", merchant.currencyOf(id).orElseThrow()),
        Xml.value("default", id.equals(merchant.defaultAccount())));
  }
}
