package licensing.platform.page;

import static licensing.platform.http.Html.cell;
import static licensing.platform.http.Html.escape;
import static licensing.platform.http.Html.rows;

import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;
import licensing.platform.ledger.Delivery;
import licensing.platform.ledger.PaymentNonce;
import licensing.platform.ledger.Response;
import licensing.platform.ledger.Statement;
import licensing.platform.ledger.StatusEvent;
import licensing.platform.ledger.Transaction;
import licensing.platform.webhook.WebhookKind;

/** The ledger in HTML. */
record LedgerView(
    List<Statement> statements,
    List<PaymentNonce> nonces,
    List<Delivery> deliveries,
    boolean control) {

  String render(String template) {
    return template
        .replace("{{control}}", control ? " <a href=\"/control\">Faults on demand</a>" : "")
        .replace("{{transactions}}", rows(statements, LedgerView::transaction, 8))
        .replace("{{nonces}}", rows(nonces, LedgerView::nonce, 4))
        .replace("{{deliveries}}", rows(deliveries, LedgerView::delivery, 4));
  }

  private static String transaction(Statement statement) {
    Transaction t = statement.transaction();
    return "<tr id=\""
        + escape(t.id())
        + "\"><td><code>"
        + escape(t.id())
        + "</code>"
        + (t.refundedId() == null ? "" : "<br>refunds <code>" + escape(t.refundedId()) + "</code>")
        + "</td>"
        + cell(t.orderId())
        + "<td class=\"amount\">"
        + escape((t.isRefund() ? "-" : "") + t.money().amount().toPlainString())
        + "</td>"
        + cell(t.money().currency())
        + "<td><strong>"
        + t.status().wireName()
        + "</strong>"
        + reason(t.response())
        + disputes(statement)
        + "</td>"
        + cell(t.card().type() + " " + t.card().last4())
        + "<td><ol>"
        + history(statement.history())
        + "</ol></td><td>"
        + buttons(t)
        + "</td></tr>";
  }

  private static String reason(Response response) {
    String rejection = response.rejection();
    String text = rejection == null ? response.code() + " " + response.text() : rejection;
    String original = response.duplicateOf();
    return "<br>" + escape(original == null ? text : text + " of " + original);
  }

  private static String disputes(Statement statement) {
    return statement.disputes().stream()
        .map(dispute -> "<br>dispute " + escape(dispute.status()))
        .collect(Collectors.joining());
  }

  private static String history(List<StatusEvent> events) {
    return events.stream()
        .map(event -> "<li>" + time(event.at()) + " " + event.status().wireName() + "</li>")
        .collect(Collectors.joining());
  }

  private static String buttons(Transaction t) {
    StringBuilder html = new StringBuilder();
    if (t.status().isOnItsWayToSettlement()) {
      html.append(
          "<form method=\"post\" action=\"/ledger/transactions/"
              + escape(t.id())
              + "/settle\">"
              + "<button>Settle</button></form>");
    }
    if (!t.status().isRefusal()) {
      html.append(webhooks(t));
    }
    return html.toString();
  }

  private static String webhooks(Transaction t) {
    String options =
        WebhookKind.about(t).stream()
            .map(kind -> "<option>" + kind.wireName() + "</option>")
            .collect(Collectors.joining());
    return "<form method=\"post\" action=\"/ledger/transactions/"
        + escape(t.id())
        + "/webhooks\">"
        + "<select name=\"kind\" aria-label=\"Webhook for "
        + escape(t.id())
        + "\">"
        + options
        + "</select> <button>Send webhook</button></form>";
  }

  private static String nonce(PaymentNonce nonce) {
    return "<tr>"
        + cell(nonce.card().type() + " " + nonce.card().last4())
        + cell(nonce.threeDSecure())
        + cell(time(nonce.createdAt()))
        + cell(nonce.consumedAt() == null ? "not consumed" : "consumed " + time(nonce.consumedAt()))
        + "</tr>";
  }

  private static String delivery(Delivery delivery) {
    return "<tr>"
        + cell(time(delivery.at()))
        + cell(delivery.kind())
        + cell(delivery.transactionId())
        + cell(delivery.result())
        + "</tr>";
  }

  private static String time(java.time.Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
