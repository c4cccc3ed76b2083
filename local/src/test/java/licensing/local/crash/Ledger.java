package licensing.local.crash;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import licensing.local.buyer.Buyer;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;

/** The platform's own books, as its page shows them. */
record Ledger(URI platform) {

  /** One sale, or what became of it. */
  record Entry(String id, String order, String amount, String status) {}

  List<Entry> of(String purchase) {
    String id = Buyer.purchaseAt(purchase);
    return rows().stream().filter(entry -> entry.order().startsWith(id)).toList();
  }

  private List<Entry> rows() {
    try {
      return Jsoup.connect(platform + "/").get().select("tr[id]").stream()
          .map(Ledger::entry)
          .toList();
    } catch (IOException e) {
      throw new AssertionError("the ledger cannot be read", e);
    }
  }

  private static Entry entry(Element row) {
    return new Entry(
        row.id(), row.child(1).text(), row.child(2).text(), row.child(4).select("strong").text());
  }
}
