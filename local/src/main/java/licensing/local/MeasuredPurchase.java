package licensing.local;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jsoup.nodes.Document;

/** One purchase from the homepage to the captured payment, each page and step timed. */
final class MeasuredPurchase {

  private final ConsoleClient console;
  private final Measurements took;
  private final PurchaseRows rows;

  MeasuredPurchase(ConsoleClient console, Measurements took, PurchaseRows rows) {
    this.console = console;
    this.took = took;
    this.rows = rows;
  }

  /** Returns its id. */
  UUID buy() throws Exception {
    took.time("page: console homepage", () -> console.get("/"));
    took.time("page: licenses", () -> console.get("/licenses/migration"));
    Document entry = took.time("page: entry", () -> console.get("/licenses/migration/add"));
    String purchase =
        took.time(
            "step: Subscribe Now",
            () -> console.submit(entry, "form#entry-form", Map.of("quantity", "3")));
    Document prompt = took.time("page: purchase, with the prompt", () -> console.get(purchase));
    String payment =
        took.time("step: Continue", () -> console.submit(prompt, "form#continue", Map.of()));
    Document page = took.time("page: payment", () -> console.get(payment));
    pay(page, purchase);
    return UUID.fromString(purchase.substring(purchase.lastIndexOf('/') + 1));
  }

  private void pay(Document page, String purchase) throws Exception {
    UUID id = UUID.fromString(purchase.substring(purchase.lastIndexOf('/') + 1));
    String token = page.expectFirst("form#pay").attr("data-authorization");
    String nonce =
        took.time("the platform's own form", () -> new CardPayment(token).nonce(console));
    CompletableFuture<Long> home = new CompletableFuture<>();
    Thread.ofVirtual().start(() -> follow(purchase, home));
    long sent = System.nanoTime();
    took.time(
        "step: Subscribe, the callback",
        () -> console.submit(page, "form#pay", Map.of("nonce", nonce, "deviceData", "{}")));
    took.add("step: Subscribe until the page is told to go home", home.get() - sent);
    took.add("step: Subscribe until captured", rows.captured(id) - sent);
  }

  private void follow(String purchase, CompletableFuture<Long> home) {
    try (var events = console.events(purchase + "/events")) {
      var _ = events.filter(line -> line.equals("event:home")).findFirst().orElseThrow();
      home.complete(System.nanoTime());
    } catch (Exception e) {
      home.completeExceptionally(e);
    }
  }
}
