package licensing.local.buyer;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * Somebody at the console, who does what a person would do with its pages. A purchase is named by
 * the path of its page. What is answered is returned, whatever it is; only the methods that need a
 * certain page to go on throw {@link UnexpectedPage}, and all of them {@link NoAnswer}.
 */
public final class Buyer {

  /** Where licenses are bought. */
  public static final String ENTRY = "/licenses/migration/add";

  private static final int NOT_CONFIRMED = 503;
  private static final int ASKS = 5;

  private final Browser browser;
  private final CardFields cardFields;
  private final String name;
  private final String password;

  Buyer(Browser browser, CardFields cardFields, String name, String password) {
    this.browser = browser;
    this.cardFields = cardFields;
    this.name = name;
    this.password = password;
  }

  /** The id of the purchase whose page has that address. */
  public static String purchaseAt(String page) {
    return page.substring(page.lastIndexOf('/') + 1);
  }

  /** Fills in the login page; the answer leads to the page that was asked for. */
  public Page login() {
    return login(loginPage());
  }

  public Page loginPage() {
    return browser.get("/login");
  }

  public Page login(Page page) {
    return browser.submit(page.form("/login"), Map.of("username", name, "password", password));
  }

  public Browser browser() {
    return browser;
  }

  public Page homepage() {
    return browser.get("/");
  }

  public Page entryForm() {
    return browser.get(ENTRY);
  }

  /** Whatever else may be charged still: the form is ticked that asks for it. */
  public Page subscribeNow(Page entryForm, int quantity) {
    return browser.submit(
        entryForm.form("/add"), Map.of("quantity", Integer.toString(quantity), "anyway", "yes"));
  }

  /** A purchase that waits at its prompt; asks again as often as its page says so. */
  public String subscribed(int quantity) {
    return answered(subscribeNow(entryForm(), quantity), "/add").redirect();
  }

  public Page prompt(String purchase) {
    return browser.get(purchase);
  }

  /** Continue. */
  public Page goOn(Page prompt) {
    return browser.submit(prompt.form("/continue"), Map.of());
  }

  /** Cancel. */
  public Page withdraw(Page prompt) {
    return browser.submit(prompt.form("/withdraw"), Map.of());
  }

  /** Continue; asks again as often as its page says so. Gives where that leads. */
  public String continued(String purchase) {
    return answered(goOn(prompt(purchase)), "/continue").redirect();
  }

  /** A purchase whose payment page takes a card. */
  public String confirmed(int quantity) {
    String purchase = subscribed(quantity);
    continued(purchase);
    return purchase;
  }

  public Page paymentPage(String purchase) {
    return browser.get(purchase + "/payment");
  }

  /** What the platform gave the page, so that its fields open. */
  public String clientToken(Page paymentPage) {
    return paymentPage.formBy("form#pay").attr("data-authorization");
  }

  /** Types a card into the platform's fields, and gives what they give the page for it. */
  public String nonce(Page paymentPage, Card card) {
    return cardFields.nonce(clientToken(paymentPage), card);
  }

  public Page handIn(Page paymentPage, String nonce) {
    return browser.submit(paymentPage.formBy("form#pay"), Map.of("nonce", nonce));
  }

  /** Types a card in, and hands in what the fields give for it. */
  public Page pay(String purchase, Card card) {
    Page page = paymentPage(purchase);
    return handIn(page, nonce(page, card));
  }

  /** Told first where the purchase is by then. */
  public Following follow(String purchase) {
    return new Following(browser.events(purchase + "/events"));
  }

  /**
   * Returns when an open page would show that status, such as "AWAITING_PAYMENT-2". A stream ends
   * after a minute at the latest; like a browser this asks for another one then.
   *
   * @throws NoAnswer when the patience ends before
   */
  public void awaitStatus(String purchase, String status, Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    boolean told = false;
    while (!told) {
      try (Following page = follow(purchase)) {
        told = isTold(page, status, deadline);
      }
    }
  }

  private static boolean isTold(Following page, String status, long deadline) {
    try {
      page.await(news -> news.isStatus(status), Duration.ofNanos(deadline - System.nanoTime()));
      return true;
    } catch (NoAnswer e) {
      if (System.nanoTime() >= deadline) {
        throw e;
      }
      LockSupport.parkNanos(page.reconnectTime().toNanos());
      return false;
    }
  }

  /** The console says when it could not confirm in time, and lets the same be asked again. */
  private Page answered(Page first, String action) {
    Page answer = first;
    for (int asked = 1; answer.status() == NOT_CONFIRMED && asked < ASKS; asked++) {
      answer = browser.submit(answer.form(action), Map.of());
    }
    return answer;
  }
}
