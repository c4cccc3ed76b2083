package licensing.local.storm.judge;

import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import licensing.local.buyer.Browser;
import licensing.local.buyer.Buyer;
import licensing.local.buyer.Buyers;
import licensing.local.buyer.Page;

/** What people read. */
final class PageBook {

  private final Buyers buyers;
  private final UnaryOperator<String> passwords;
  private final Browser support;
  private final Map<String, Browser> loggedIn = new HashMap<>();

  /**
   * @param passwords of each name
   */
  PageBook(Buyers buyers, UnaryOperator<String> passwords) {
    this.buyers = buyers;
    this.passwords = passwords;
    this.support = buyers.loggedIn("support").browser();
  }

  Dossier.Pages of(String purchase, String name) {
    Page page = loggedIn.computeIfAbsent(name, this::logIn).get("/purchases/" + purchase).shown();
    Page supports = support.get("/support/purchases/" + purchase).shown();
    return new Dossier.Pages(
        page.shownStatus(),
        page.document().select("#status h1").eachText().getFirst(),
        supports.document().select("#support-status").text());
  }

  private Browser logIn(String name) {
    Buyer buyer = buyers.named(name, passwords.apply(name));
    buyer.login().redirect();
    return buyer.browser();
  }
}
