package licensing.local.storm.people;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import licensing.local.buyer.Buyer;
import licensing.local.buyer.Card;
import licensing.local.buyer.Following;
import licensing.local.buyer.News;
import licensing.local.buyer.Page;
import licensing.local.buyer.UnexpectedPage;

/**
 * One buyer on one errand. Whatever does not work is tried again, by what the page shows at that
 * moment, as people do; they give up in the end, and what then becomes of the purchase is for the
 * system to bring to an end.
 */
final class Shopper {

  private static final Duration LOOKS_FOR = Duration.ofSeconds(3);

  private final Buyer buyer;
  private final Visit visit;
  private final Duration payingTime;
  private final Consumer<String> closeOrganization;
  private final Consumer<String> secrets;
  private final Persistence persistence;

  /**
   * @param payingTime from Subscribe Now to the deadline; after three times that they give up
   * @param closeOrganization is told the purchase whose organization is to be closed
   * @param secrets is told what the platform gave to pages and for cards
   */
  Shopper(
      Buyer buyer,
      Visit visit,
      Duration payingTime,
      Consumer<String> closeOrganization,
      Consumer<String> secrets) {
    this.buyer = buyer;
    this.visit = visit;
    this.payingTime = payingTime;
    this.closeOrganization = closeOrganization;
    this.secrets = secrets;
    this.persistence = new Persistence(payingTime.multipliedBy(3), visit::note);
  }

  void run() {
    try {
      String purchase = subscribe();
      long subscribed = System.nanoTime();
      switch (visit.errand()) {
        case WALKS_AWAY_FROM_PROMPT -> visit.note("walks away");
        case WITHDRAWS -> withdraw(purchase);
        case WALKS_AWAY_FROM_PAYMENT -> {
          goOn(purchase);
          visit.note("walks away");
        }
        case PAYS_AT_THE_DEADLINE -> {
          goOn(purchase);
          persistence.rest(payingTime.minusNanos(System.nanoTime() - subscribed));
          payUntilItEnds(purchase, Card.GOOD);
        }
        case ORGANIZATION_CLOSES -> {
          goOn(purchase);
          persistence.attempt("pays", () -> pay(purchase, Card.GOOD));
          // From then on nobody of it sees a page any more.
          closeOrganization.accept(purchase);
        }
        case TRIES_ANOTHER_CARD -> payUntilItEnds(purchase, Card.DECLINED);
        default -> payUntilItEnds(purchase, Card.GOOD);
      }
    } catch (Persistence.GivenUp givenUp) {
      visit.note("gives up");
    }
  }

  /** The same form until the console says that it has the order. */
  private String subscribe() {
    Page form = persistence.insist("opens the form", () -> usable(buyer.entryForm()));
    visit.sawTerms(ShownTerms.hashOf(form));
    String purchase = persistence.insist("Subscribe Now", () -> ordered(subscribeNow(form)));
    visit.acknowledged(purchase);
    if (visit.errand() == Errand.SENDS_AGAIN) {
      persistence.attempt(
          "sends it again", () -> buyer.subscribeNow(form, visit.quantity() % 99 + 1));
    }
    return purchase;
  }

  private Page subscribeNow(Page form) throws Exception {
    return once(() -> buyer.subscribeNow(form, visit.quantity()));
  }

  private void withdraw(String purchase) {
    persistence.insist(
        "Cancel",
        () -> {
          Page page = shown(buyer.prompt(purchase));
          return page.shownStatus().startsWith("CONFIRM") && buyer.withdraw(page).status() >= 500
              ? null
              : page;
        });
  }

  private void goOn(String purchase) {
    persistence.insist(
        "Continue",
        () -> {
          Page page = shown(buyer.prompt(purchase));
          return page.shownStatus().startsWith("CONFIRM")
                  && once(() -> buyer.goOn(page)).status() >= 500
              ? null
              : page;
        });
  }

  /** Does what the page asks for until it asks for nothing more. */
  private void payUntilItEnds(String purchase, Card first) {
    Card card = first;
    boolean over = false;
    while (!over) {
      String status =
          persistence
              .insist("looks", () -> shown(buyer.prompt(purchase)).shownStatus())
              .replaceAll("-\\d+$", "");
      switch (status) {
        case "CONFIRM" -> goOn(purchase);
        case "AWAITING_PAYMENT" -> {
          Card shown = card;
          persistence.attempt("pays", () -> pay(purchase, shown));
          card = Card.GOOD;
          over = visit.errand() == Errand.CLOSES_WINDOWS;
        }
        case "LICENSED",
            "WITHDRAWN",
            "LAPSED",
            "DECLINED",
            "GIVEN_BACK",
            "SUSPENDED",
            "TAKEN_BACK" ->
            over = true;
        default -> persistence.attempt("waits", () -> follow(purchase));
      }
    }
    persistence.attempt("reads", () -> read(purchase));
  }

  private Page pay(String purchase, Card card) throws Exception {
    Page page = shown(buyer.paymentPage(purchase));
    secrets.accept(buyer.clientToken(page));
    String nonce = nonce(page, card);
    return switch (visit.errand()) {
      case PAYS_IN_TWO_TABS -> {
        String other = nonce(page, Card.MASTERCARD);
        yield Twice.at(() -> buyer.handIn(page, nonce), () -> buyer.handIn(page, other));
      }
      case WITHDRAWS_WHILE_PAYING -> {
        Page prompt = shown(buyer.prompt(purchase));
        yield Twice.at(() -> buyer.withdraw(prompt), () -> buyer.handIn(page, nonce));
      }
      default -> once(() -> buyer.handIn(page, nonce));
    };
  }

  private String nonce(Page page, Card card) {
    String nonce = buyer.nonce(page, card);
    secrets.accept(nonce);
    return nonce;
  }

  /** An open page: it hears what happens, for a while. */
  private News follow(String purchase) {
    try (Following page = buyer.follow(purchase)) {
      News news = page.await(each -> each.leadsHome() || isNew(each), LOOKS_FOR);
      if (news.leadsHome()) {
        visit.toldHome();
      }
      return news;
    }
  }

  private static boolean isNew(News news) {
    return !news.text().startsWith("PROCESSING") && !news.text().startsWith("CHECKING");
  }

  private Page read(String purchase) {
    Page page = shown(buyer.prompt(purchase));
    visit.note("reads " + page.shownStatus());
    page.document().select("#status code").forEach(key -> visit.sawKey(key.text()));
    if (page.shownStatus().startsWith("LICENSED")) {
      visit.toldHome();
    }
    return page;
  }

  /** A click, or two of them at once. */
  private Page once(Callable<Page> click) throws Exception {
    return visit.errand() == Errand.CLICKS_TWICE ? Twice.at(click, click) : click.call();
  }

  private Page usable(Page page) {
    return page.location().startsWith("/login") ? loggedIn() : shown(page);
  }

  private Page loggedIn() {
    buyer.login();
    return shown(buyer.entryForm());
  }

  private Page shown(Page page) {
    if (page.location().startsWith("/login")) {
      buyer.login();
    }
    return page.shown();
  }

  private static String ordered(Page answer) {
    if (!answer.location().startsWith("/purchases/")) {
      throw new UnexpectedPage("the prompt", answer);
    }
    return answer.location();
  }
}
