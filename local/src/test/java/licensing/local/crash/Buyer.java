package licensing.local.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import org.jsoup.nodes.FormElement;

/** Somebody at the console, who does what a person would do with its pages. */
final class Buyer {

  static final String ENTRY = "/licenses/migration/add";

  private final Browser browser;
  private final String name;

  private Buyer(Browser browser, String name) {
    this.browser = browser;
    this.name = name;
  }

  static Buyer loggedIn(URI console, String name) {
    Buyer buyer = new Buyer(new Browser(console), name);
    assertThat(buyer.login().location()).isEqualTo("/");
    return buyer;
  }

  /** Fills in the login page; the answer leads to the page that was asked for. */
  Page login() {
    FormElement form = browser.get("/login").form("/login");
    return browser.submit(form, Map.of("username", name, "password", name));
  }

  Browser browser() {
    return browser;
  }

  Page homepage() {
    return browser.get("/");
  }

  Page entryForm() {
    return browser.get(ENTRY);
  }

  Page subscribeNow(Page entryForm, int quantity) {
    return browser.submit(entryForm.form("/add"), Map.of("quantity", Integer.toString(quantity)));
  }

  /** The address of a purchase that waits at its prompt. */
  String subscribed(int quantity) {
    Page answer = subscribeNow(entryForm(), quantity);
    assertThat(answer.status()).as(answer.text()).isEqualTo(303);
    return answer.location();
  }

  Page continued(String purchase) {
    return browser.submit(browser.get(purchase).form("/continue"), Map.of());
  }

  Page withdrawn(String purchase) {
    return browser.submit(browser.get(purchase).form("/withdraw"), Map.of());
  }

  /** The address of a purchase whose payment page takes a card. */
  String confirmed(int quantity) {
    String purchase = subscribed(quantity);
    assertThat(continued(purchase).location()).isEqualTo(purchase + "/payment");
    return purchase;
  }

  Page paymentPage(String purchase) {
    return browser.get(purchase + "/payment");
  }

  /** Types a card into the platform's form and hands in what it gives. */
  Page pay(String purchase, CardFields card) {
    Page page = paymentPage(purchase);
    return handIn(page, card.nonce(page));
  }

  Page handIn(Page paymentPage, String nonce) {
    return browser.submit(payForm(paymentPage), Map.of("nonce", nonce));
  }

  /** What a page of the console, whichever, would send along with a form. */
  Map<String, String> csrf() {
    return Map.of("_csrf", homepage().document().select("input[name=_csrf]").attr("value"));
  }

  static FormElement payForm(Page paymentPage) {
    return paymentPage.document().select("form#pay").stream()
        .map(FormElement.class::cast)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no card is taken: " + paymentPage.text()));
  }
}
