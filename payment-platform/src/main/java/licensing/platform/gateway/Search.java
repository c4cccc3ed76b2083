package licensing.platform.gateway;

import java.time.Instant;
import java.util.List;
import licensing.platform.fault.Fault;
import licensing.platform.http.Answer;
import licensing.platform.http.Handler;
import licensing.platform.http.Request;
import licensing.platform.ledger.Books;
import licensing.platform.ledger.Ledger;
import licensing.platform.ledger.Statement;
import licensing.platform.ledger.Transaction;
import licensing.platform.xml.Element;
import licensing.platform.xml.Xml;
import licensing.platform.xml.XmlReader;
import org.jspecify.annotations.Nullable;

/** Searching takes two calls: the ids of all hits, then the transactions page by page. */
record Search(Ledger ledger, int pageSize) {
  private static final int MOST_HITS = 20_000;

  Handler ids() {
    return request -> searched(request, this::idsOf);
  }

  Handler page() {
    return request -> searched(request, this::pageOf);
  }

  /** Makes an answer from the hits. */
  private interface View {
    Xml of(Books books, List<Transaction> hits);
  }

  private Answer searched(Request request, View view) {
    Element criteria = XmlReader.read(request.body());
    try {
      Criterion.requireKnown(criteria);
      Fault.InTheOperation fault = request.fault();
      return Answer.xml(
          200, ledger.enter(books -> view.of(books, hits(books, criteria, fault))).render());
    } catch (Criterion.Unknown unknown) {
      return Answers.refusedSearch("The search does not know " + unknown.getMessage() + ".");
    }
  }

  private static List<Transaction> hits(
      Books books, Element criteria, Fault.@Nullable InTheOperation fault) {
    String orderId = criteria.text("order-id/is");
    if (fault instanceof Fault.SearchFindsTwo && orderId != null) {
      Twin.add(books, orderId);
    }
    Instant newest =
        fault instanceof Fault.SearchLags lag ? books.now().minus(lag.by()) : Instant.MAX;
    return candidates(books, orderId).stream()
        .filter(t -> !t.createdAt().isAfter(newest))
        .filter(t -> criteria.children().stream().allMatch(c -> Criterion.matches(c, t)))
        .toList();
  }

  private static List<Transaction> candidates(Books books, @Nullable String orderId) {
    return orderId == null
        ? books.transactions().newest(MOST_HITS)
        : books.transactions().withOrder(orderId);
  }

  private Xml idsOf(Books books, List<Transaction> hits) {
    return Xml.of(
        "search-results",
        Xml.text("page-size", pageSize),
        Xml.array("ids", hits.stream().map(t -> Xml.text("item", t.id())).toList()));
  }

  private Xml pageOf(Books books, List<Transaction> hits) {
    List<Xml> content = new java.util.ArrayList<>();
    content.add(Xml.text("current-page-number", 1));
    content.add(Xml.text("page-size", pageSize));
    content.add(Xml.text("total-items", hits.size()));
    List<Statement> page = hits.stream().limit(pageSize).map(books::statement).toList();
    page.forEach(statement -> content.add(TransactionXml.of(statement)));
    return Xml.collection("credit-card-transactions", content);
  }
}
