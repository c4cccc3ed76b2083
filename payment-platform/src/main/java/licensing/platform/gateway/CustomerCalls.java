package licensing.platform.gateway;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import licensing.platform.http.Answer;
import licensing.platform.http.Request;
import licensing.platform.ledger.Ledger;
import licensing.platform.ledger.Secrets;
import licensing.platform.xml.Element;
import licensing.platform.xml.RequestReader;
import licensing.platform.xml.Xml;

/**
 * Customers, as far as a client token can be for one: an id. Cards are not kept for them, nor is
 * anything else that is said of them.
 */
record CustomerCalls(Ledger ledger) {

  Answer create(Request request) {
    Element wanted = RequestReader.read(request);
    String named = wanted.text("id");
    String id = named == null ? Secrets.random(10) : named;
    if (!id.matches("[A-Za-z0-9_-]{1,36}")) {
      return Answers.of(Outcome.invalid(ValidationError.CUSTOMER_ID_INVALID), 201, wanted);
    }
    return ledger
        .enter(
            books ->
                books.customers().add(id, books.now())
                    ? books.customers().find(id)
                    : Optional.<Instant>empty())
        .map(at -> Answer.xml(201, xml(id, at).render()))
        .orElseGet(
            () -> Answers.of(Outcome.invalid(ValidationError.CUSTOMER_ID_TAKEN), 201, wanted));
  }

  Answer find(Request request) {
    String id = request.variable("id");
    return ledger
        .enter(books -> books.customers().find(id))
        .map(at -> Answer.xml(200, xml(id, at).render()))
        .orElseGet(Answers::missing);
  }

  private static Xml xml(String id, Instant at) {
    return Xml.of(
        "customer",
        Xml.value("id", id),
        Xml.value("merchant-id", null),
        Xml.value("first-name", null),
        Xml.value("last-name", null),
        Xml.value("company", null),
        Xml.value("email", null),
        Xml.value("phone", null),
        Xml.value("fax", null),
        Xml.value("website", null),
        Xml.value("created-at", at),
        Xml.value("updated-at", at),
        Xml.array("addresses", List.of()),
        Xml.array("credit-cards", List.of()));
  }
}
