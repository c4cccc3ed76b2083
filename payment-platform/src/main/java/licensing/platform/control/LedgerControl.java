package licensing.platform.control;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import licensing.platform.gateway.Gateway;
import licensing.platform.gateway.SettlementStep;
import licensing.platform.http.Answer;
import licensing.platform.http.Json;
import licensing.platform.http.Request;
import licensing.platform.http.Route;
import licensing.platform.ledger.Delivery;
import licensing.platform.ledger.Ledger;
import licensing.platform.ledger.Statement;
import licensing.platform.ledger.Transaction;
import licensing.platform.webhook.WebhookKind;
import licensing.platform.webhook.Webhooks;

/** Lets time pass for transactions, and tells what is true of them: no fault comes between. */
record LedgerControl(Ledger ledger, Gateway gateway, Webhooks webhooks) {
  private static final int MOST = 20_000;

  List<Route> routes() {
    String transaction = "/control/transactions/{id}";
    return List.of(
        new Route("list transactions", "GET", "/control/transactions", this::list),
        new Route("list deliveries", "GET", "/control/deliveries", this::deliveries),
        new Route("settle one", "POST", transaction + "/settlement", new JsonOnly(this::settle)),
        new Route("refund by hand", "POST", transaction + "/refund", new JsonOnly(this::refund)),
        new Route("settle all", "POST", "/control/settlement", new JsonOnly(this::settleAll)),
        new Route("let happen", "POST", transaction + "/webhooks", new JsonOnly(this::send)));
  }

  /** The newest first; with the parameter {@code orderId} those of one order. */
  private Answer list(Request request) {
    String orderId = request.query().get("orderId");
    return Json.answer(
        200,
        ledger.enter(
            books ->
                (orderId == null
                        ? books.transactions().newest(MOST)
                        : books.transactions().withOrder(orderId))
                    .stream().map(books::statement).map(LedgerControl::json).toList()));
  }

  /** What the merchant answered to notifications, the newest first. */
  private Answer deliveries(Request request) {
    return Json.answer(
        200,
        ledger.enter(
            books -> books.deliveries().newest(MOST).stream().map(LedgerControl::json).toList()));
  }

  private static Map<String, Object> json(Delivery delivery) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("transactionId", delivery.transactionId());
    json.put("kind", delivery.kind());
    json.put("subject", delivery.subject());
    json.put("occurredAt", delivery.occurredAt().toString());
    json.put("result", delivery.result());
    json.put("at", delivery.at().toString());
    return json;
  }

  private Answer settle(Request request, Map<String, String> fields) {
    SettlementStep step = SettlementStep.named(fields.getOrDefault("step", "")).orElse(null);
    if (step == null) {
      return unknownStep();
    }
    return gateway.settle(request.variable("id"), step)
        ? Json.answer(200, Map.of("settled", 1))
        : JsonOnly.refusal("This transaction is not on its way to settlement.");
  }

  private Answer refund(Request request, Map<String, String> fields) {
    return gateway.refund(request.variable("id"))
        ? Json.answer(200, Map.of("refunded", 1))
        : JsonOnly.refusal("Nothing of this transaction can be given back.");
  }

  private Answer settleAll(Request request, Map<String, String> fields) {
    return SettlementStep.named(fields.getOrDefault("step", ""))
        .map(step -> Json.answer(200, Map.of("settled", gateway.settleAll(step))))
        .orElseGet(LedgerControl::unknownStep);
  }

  private static Answer unknownStep() {
    return JsonOnly.refusal(
        "\"step\" must be settling, settle, settlement_confirm, settlement_pending or"
            + " settlement_decline.");
  }

  private Answer send(Request request, Map<String, String> fields) {
    return WebhookKind.named(fields.getOrDefault("kind", ""))
        .flatMap(kind -> webhooks.send(kind, request.variable("id")))
        .map(result -> Json.answer(200, Map.of("result", result)))
        .orElseGet(() -> JsonOnly.refusal("This cannot have happened to this transaction."));
  }

  private static Map<String, Object> json(Statement statement) {
    Transaction t = statement.transaction();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", t.id());
    json.put("type", t.kind().name());
    json.put("orderId", t.orderId());
    json.put("amount", t.money().amount().toPlainString());
    json.put("currency", t.money().currency());
    json.put("status", t.status().wireName());
    json.put("refundedId", t.refundedId());
    json.put("createdAt", t.createdAt().toString());
    json.put(
        "history", statement.history().stream().map(event -> event.status().wireName()).toList());
    json.put("disputes", statement.disputes().stream().map(d -> d.status()).toList());
    return json;
  }
}
