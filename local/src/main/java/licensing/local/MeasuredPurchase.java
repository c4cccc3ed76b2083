package licensing.local;

import java.time.Duration;
import java.util.UUID;
import licensing.local.buyer.Buyer;
import licensing.local.buyer.Card;
import licensing.local.buyer.Following;
import licensing.local.buyer.News;
import licensing.local.buyer.Page;

/** One purchase from the homepage to the captured payment, each page and step timed. */
final class MeasuredPurchase {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Buyer buyer;
  private final Measurements took;
  private final PurchaseRows rows;

  MeasuredPurchase(Buyer buyer, Measurements took, PurchaseRows rows) {
    this.buyer = buyer;
    this.took = took;
    this.rows = rows;
  }

  /** Returns its id. */
  UUID buy() throws Exception {
    took.time("page: console homepage", () -> buyer.homepage().shown());
    took.time("page: licenses", () -> buyer.browser().get("/licenses/migration").shown());
    Page entry = took.time("page: entry", () -> buyer.entryForm().shown());
    String purchase =
        took.time("step: Subscribe Now", () -> buyer.subscribeNow(entry, 3).redirect());
    Page prompt =
        took.time("page: purchase, with the prompt", () -> buyer.prompt(purchase).shown());
    took.time("step: Continue", () -> buyer.goOn(prompt).redirect());
    Page page = took.time("page: payment", () -> buyer.paymentPage(purchase).shown());
    UUID id = UUID.fromString(Buyer.purchaseAt(purchase));
    pay(page, purchase, id);
    return id;
  }

  private void pay(Page page, String purchase, UUID id) throws Exception {
    String nonce = took.time("the platform's own form", () -> buyer.nonce(page, Card.GOOD));
    try (Following following = buyer.follow(purchase)) {
      long sent = System.nanoTime();
      took.time("step: Subscribe, the callback", () -> buyer.handIn(page, nonce).redirect());
      News home = following.await(News::leadsHome, PATIENCE);
      took.add("step: Subscribe until the page is told to go home", home.heardAt() - sent);
      took.add("step: Subscribe until captured", rows.captured(id) - sent);
    }
  }
}
