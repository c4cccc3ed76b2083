package licensing.platform.gateway;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import licensing.platform.fault.Fault;
import licensing.platform.http.Answer;
import licensing.platform.http.Handler;
import licensing.platform.http.Request;
import licensing.platform.ledger.Books;
import licensing.platform.ledger.Ledger;
import licensing.platform.ledger.Statement;
import licensing.platform.ledger.Transaction;
import licensing.platform.xml.Element;
import licensing.platform.xml.RequestReader;
import licensing.platform.xml.Xml;
import org.jspecify.annotations.Nullable;

/**
 * Searching for transactions takes two calls: the ids of all hits, then the transactions page by
 * page.
 */
record Search(Ledger ledger, Criteria<Candidate> criteria, int pageSize) {
  private static final int MOST_HITS = 20_000;
  private static final Instant END_OF_TIME = Instant.parse("9999-12-31T23:59:59Z");

  Handler ids() {
    return request -> searched(request, this::idsOf);
  }

  Handler page() {
    return request -> searched(request, this::pageOf);
  }

  /** Makes an answer from the hits. */
  private interface View {
    Xml of(List<Statement> hits);
  }

  private Answer searched(Request request, View view) {
    Element wanted = RequestReader.read(request);
    try {
      criteria.requireKnown(wanted);
      var hits = ledger.enter(books -> hits(books, wanted, request.fault()));
      return Answer.xml(200, view.of(hits).render());
    } catch (Criteria.Unknown unknown) {
      return Answers.refusedSearch("The search does not know " + unknown.getMessage() + ".");
    }
  }

  private List<Statement> hits(Books books, Element wanted, Fault.@Nullable InTheOperation fault) {
    String orderId = wanted.text("order-id/is");
    if (fault instanceof Fault.SearchFindsTwo && orderId != null) {
      Twin.add(books, orderId);
    }
    Instant newest =
        fault instanceof Fault.SearchLags lag ? books.now().minus(lag.by()) : Instant.MAX;
    return candidates(books, wanted).stream()
        .filter(t -> !t.createdAt().isAfter(newest))
        .filter(t -> criteria.hold(wanted, new Candidate(t, books)))
        .map(books::statement)
        .toList();
  }

  /** As few as one criterion alone leaves, so that the others are not tried on the whole ledger. */
  private static List<Transaction> candidates(Books books, Element wanted) {
    String orderId = wanted.text("order-id/is");
    if (orderId != null) {
      return books.transactions().withOrder(orderId);
    }
    String id = wanted.text("id/is");
    if (id != null) {
      return books.transactions().find(id).stream().toList();
    }
    Optional<Element> ids = wanted.child("ids");
    return ids.isPresent()
        ? ids.get().children().stream()
            .flatMap(item -> books.transactions().find(item.text().strip()).stream())
            .toList()
        : books
            .transactions()
            .newest(
                limit(wanted, "min", Instant.EPOCH),
                limit(wanted, "max", END_OF_TIME).plusSeconds(1),
                MOST_HITS);
  }

  /** A second that is named is meant as a whole. */
  private static Instant limit(Element wanted, String operator, Instant none) {
    String limit = wanted.text("created-at/" + operator);
    return limit == null ? none : Condition.momentLimit(limit);
  }

  private Xml idsOf(List<Statement> hits) {
    return Xml.of(
        "search-results",
        Xml.value("page-size", pageSize),
        Xml.array(
            "ids", hits.stream().map(hit -> Xml.value("item", hit.transaction().id())).toList()));
  }

  private Xml pageOf(List<Statement> hits) {
    List<Xml> content = new ArrayList<>(Pages.head(1, pageSize, hits.size()));
    hits.stream().limit(pageSize).map(TransactionXml::of).forEach(content::add);
    return Xml.collection("credit-card-transactions", content);
  }
}
