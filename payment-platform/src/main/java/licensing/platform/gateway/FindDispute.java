package licensing.platform.gateway;

import java.util.Optional;
import licensing.platform.http.Answer;
import licensing.platform.http.Handler;
import licensing.platform.http.Request;
import licensing.platform.ledger.Books;
import licensing.platform.ledger.Dispute;
import licensing.platform.ledger.Ledger;
import licensing.platform.xml.Xml;

/** Shows a dispute as it stands. */
record FindDispute(Ledger ledger) implements Handler {

  @Override
  public Answer answer(Request request) {
    String id = request.variable("id");
    return ledger
        .enter(books -> books.disputes().find(id).flatMap(dispute -> xml(books, dispute)))
        .map(xml -> Answer.xml(200, xml.render()))
        .orElseGet(Answers::missing);
  }

  static Optional<Xml> xml(Books books, Dispute dispute) {
    return books
        .transactions()
        .find(dispute.transactionId())
        .map(transaction -> DisputeXml.of(dispute, transaction));
  }
}
