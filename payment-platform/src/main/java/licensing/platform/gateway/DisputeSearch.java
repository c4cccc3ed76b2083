package licensing.platform.gateway;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import licensing.platform.http.Answer;
import licensing.platform.http.BadRequest;
import licensing.platform.http.Handler;
import licensing.platform.http.Request;
import licensing.platform.ledger.Books;
import licensing.platform.ledger.Dispute;
import licensing.platform.ledger.Ledger;
import licensing.platform.xml.Element;
import licensing.platform.xml.Xml;
import licensing.platform.xml.XmlReader;

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
              "receiveddate", Condition.days(dispute -> List.of(day(dispute.openedAt()))),
              "effectivedate",
                  Condition.days(
                      dispute -> List.of(day(dispute.openedAt()), day(dispute.updatedAt())))));

  @Override
  public Answer answer(Request request) {
    Element wanted = XmlReader.read(request.body());
    int page = page(request);
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
    List<Xml> content = new ArrayList<>();
    content.add(Xml.text("current-page-number", page));
    content.add(Xml.text("page-size", pageSize));
    content.add(Xml.text("total-items", hits.size()));
    hits.stream()
        .skip((page - 1L) * pageSize)
        .limit(pageSize)
        .flatMap(dispute -> xml(books, dispute).stream())
        .forEach(content::add);
    return Xml.collection("disputes", content);
  }

  private static Optional<Xml> xml(Books books, Dispute dispute) {
    return books
        .transactions()
        .find(dispute.transactionId())
        .map(transaction -> TransactionXml.dispute(dispute, transaction));
  }

  private static int page(Request request) {
    String page = request.query().getOrDefault("page", "1");
    if (!page.matches("[1-9][0-9]{0,5}")) {
      throw new BadRequest("a search's page is none");
    }
    return Integer.parseInt(page);
  }

  private static LocalDate day(Instant instant) {
    return LocalDate.ofInstant(instant, ZoneOffset.UTC);
  }
}
