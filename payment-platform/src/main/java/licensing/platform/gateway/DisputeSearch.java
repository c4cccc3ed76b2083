package licensing.platform.gateway;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import licensing.platform.http.Answer;
import licensing.platform.http.Handler;
import licensing.platform.http.Request;
import licensing.platform.ledger.Books;
import licensing.platform.ledger.Dispute;
import licensing.platform.ledger.Ledger;
import licensing.platform.xml.Element;
import licensing.platform.xml.RequestReader;
import licensing.platform.xml.Xml;

/** Searching for disputes takes one call for each page, which is named in the address. */
record DisputeSearch(Ledger ledger, int pageSize) implements Handler {
  private static final int MOST_HITS = 20_000;

  /** Both dates are days: when it was received, and when any state of it came to hold. */
  private static final Criteria<Dispute> CRITERIA =
      new Criteria<>(
          Map.of(
              "id", Condition.text(Dispute::id),
              "transactionid", Condition.text(Dispute::transactionId),
              "status", Condition.anyOf(Dispute::status),
              "receiveddate",
                  Condition.days(dispute -> List.of(DisputeXml.day(dispute.openedAt()))),
              "effectivedate",
                  Condition.days(
                      dispute ->
                          List.of(
                              DisputeXml.day(dispute.openedAt()),
                              DisputeXml.day(dispute.updatedAt())))));

  @Override
  public Answer answer(Request request) {
    Element wanted = RequestReader.read(request);
    int page = Pages.asked(request);
    try {
      CRITERIA.requireKnown(wanted);
      return Answer.xml(200, ledger.enter(books -> found(books, wanted, page)).render());
    } catch (Criteria.Unknown unknown) {
      return Answers.refusedSearch("The search does not know " + unknown.getMessage() + ".");
    }
  }

  private Xml found(Books books, Element wanted, int page) {
    List<Dispute> hits =
        books.disputes().newest(MOST_HITS).stream()
            .filter(dispute -> CRITERIA.hold(wanted, dispute))
            .toList();
    List<Xml> content = new ArrayList<>(Pages.head(page, pageSize, hits.size()));
    hits.stream()
        .skip((page - 1L) * pageSize)
        .limit(pageSize)
        .flatMap(dispute -> FindDispute.xml(books, dispute).stream())
        .forEach(content::add);
    return Xml.collection("disputes", content);
  }
}
