package licensing.platform.gateway;

import java.util.Optional;
import licensing.platform.http.Answer;
import licensing.platform.http.Handler;
import licensing.platform.http.Request;
import licensing.platform.ledger.Ledger;
import licensing.platform.ledger.PaymentNonce;
import licensing.platform.xml.Xml;

/** Tells whether a nonce was used; one that is unknown or too old is 404. */
record FindNonce(Ledger ledger, KnownNonces nonces) implements Handler {

  @Override
  public Answer answer(Request request) {
    String name = request.variable("nonce");
    Optional<PaymentNonce> nonce = ledger.enter(books -> nonces.find(books, name));
    return nonce
        .map(found -> Answer.xml(200, xml(name, found).render()))
        .orElseGet(Answers::missing);
  }

  private static Xml xml(String name, PaymentNonce nonce) {
    return Xml.of(
        "payment-method-nonce",
        Xml.value("nonce", name),
        Xml.value("type", "CreditCard"),
        Xml.value("default", false),
        Xml.value("locked", false),
        Xml.value("consumed", nonce.isConsumed()),
        Xml.of(
            "details",
            Xml.value("bin", nonce.card().bin()),
            Xml.value("card-type", nonce.card().type()),
            Xml.value("cardholder-name", nonce.card().cardholder()),
            Xml.value("is-network-tokenized", false),
            Xml.value("last-four", nonce.card().last4()),
            Xml.value("last-two", nonce.card().last4().substring(2)),
            Xml.value("expiration-month", nonce.card().expirationMonth()),
            Xml.value("expiration-year", nonce.card().expirationYear())),
        Xml.of("bin-data", TransactionXml.binData()),
        TransactionXml.threeDSecure(nonce.threeDSecure(), nonce.card()));
  }
}
