package licensing.platform.page;

import java.util.List;
import java.util.Optional;
import licensing.platform.gateway.Gateway;
import licensing.platform.gateway.SettlementStep;
import licensing.platform.http.Answer;
import licensing.platform.http.Handler;
import licensing.platform.http.Page;
import licensing.platform.http.Request;
import licensing.platform.http.Route;
import licensing.platform.http.SameOrigin;
import licensing.platform.ledger.Ledger;
import licensing.platform.webhook.WebhookKind;
import licensing.platform.webhook.Webhooks;

/** The addresses for people: the ledger, its buttons, and whether the platform is up. */
public final class LedgerPage {
  private static final int SHOWN = 100;

  private final Ledger ledger;
  private final Gateway gateway;
  private final Webhooks webhooks;
  private final boolean control;
  private final Page page = new Page("ledger.html");
  private final String style = Page.resource("ledger.css");

  /**
   * @param control whether there is a page for faults to lead to
   */
  public LedgerPage(Ledger ledger, Gateway gateway, Webhooks webhooks, boolean control) {
    this.control = control;
    this.ledger = ledger;
    this.gateway = gateway;
    this.webhooks = webhooks;
  }

  public List<Route> routes() {
    return List.of(
        new Route("health", "GET", "/health", this::health),
        new Route("ledger", "GET", "/", this::show),
        new Route("ledger style", "GET", "/ledger.css", this::style),
        button("settle by hand", "/ledger/transactions/{id}/settle", this::settle),
        button("send webhook", "/ledger/transactions/{id}/webhooks", this::send),
        button("send check", "/ledger/webhooks/check", request -> sent(WebhookKind.CHECK, "")));
  }

  private Answer health(Request request) {
    return ledger.enter(books -> Answer.text(200, "ok"));
  }

  private Answer show(Request request) {
    LedgerView view =
        ledger.enter(
            books ->
                new LedgerView(
                    books.transactions().newest(SHOWN).stream().map(books::statement).toList(),
                    books.nonces().newest(SHOWN),
                    books.deliveries().newest(SHOWN),
                    control));
    return page.show(200, view::render);
  }

  private Answer style(Request request) {
    return Answer.of(200, "text/css; charset=utf-8", style);
  }

  private Answer settle(Request request) {
    String id = request.variable("id");
    return gateway.settle(id, SettlementStep.SETTLE)
        ? Answer.seeOther("/#" + id)
        : Answer.text(422, "This transaction is not on its way to settlement.");
  }

  private Answer send(Request request) {
    return WebhookKind.named(request.form().getOrDefault("kind", ""))
        .map(kind -> sent(kind, request.variable("id")))
        .orElseGet(() -> Answer.text(422, "The field kind names no webhook of this platform."));
  }

  private Answer sent(WebhookKind kind, String id) {
    Optional<String> result = webhooks.send(kind, id);
    return result.isPresent()
        ? Answer.seeOther("/#deliveries").with("X-Delivery", result.get())
        : Answer.text(422, "A " + kind.wireName() + " cannot have happened to this transaction.");
  }

  private static Route button(String name, String path, Handler handler) {
    return new Route(name, "POST", path, new SameOrigin(handler));
  }
}
