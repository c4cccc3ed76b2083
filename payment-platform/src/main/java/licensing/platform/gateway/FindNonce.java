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
        Xml.text("nonce", name),
        Xml.text("type", "CreditCard"),
        Xml.bool("default", false),
        Xml.bool("locked", false),
        Xml.bool("consumed", nonce.isConsumed()),
        Xml.of(
            "details",
            Xml.text("bin", nonce.card().bin()),
            Xml.text("card-type", nonce.card().type()),
            Xml.text("last-four", nonce.card().last4()),
            Xml.text("last-two", nonce.card().last4().substring(2)),
            Xml.text("expiration-month", nonce.card().expirationMonth()),
            Xml.text("expiration-year", nonce.card().expirationYear())),
        TransactionXml.threeDSecure(nonce.threeDSecure(), nonce.card()));
  }
}
