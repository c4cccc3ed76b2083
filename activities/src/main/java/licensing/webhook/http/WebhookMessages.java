package licensing.webhook.http;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import licensing.db.Columns;
import licensing.document.Document;
import licensing.outbox.OutboxEvent;
import licensing.purchase.PurchaseId;
import licensing.reading.GracePeriod;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a webhook says: {@code {"type": …, "timestamp": …, "data": {…}}}. Made once for a message,
 * so that each try and each endpoint gets the same bytes; amounts are texts, with the decimals of
 * their currency, and neither a name of a person nor a license key is in it.
 */
public final class WebhookMessages {

  /** Those that an endpoint may want, in the order in which pages offer them. */
  public static final List<String> TYPES =
      List.of(
          OutboxEvent.LICENSE_ACTIVATED,
          OutboxEvent.LICENSE_SUSPENDED,
          OutboxEvent.LICENSE_REINSTATED,
          OutboxEvent.LICENSE_EXPIRING,
          OutboxEvent.LICENSE_EXPIRED,
          OutboxEvent.PURCHASE_ENDED,
          OutboxEvent.DOCUMENT_ISSUED);

  private static final Set<String> OF_LICENSES = Set.copyOf(TYPES.subList(0, 5));

  private static final JsonMapper JSON = new JsonMapper();

  private final JdbcClient database;
  private final GracePeriod grace;

  WebhookMessages(JdbcClient database, GracePeriod grace) {
    this.database = database;
    this.grace = grace;
  }

  /** Says nothing but that it arrived. */
  public static String test(Instant now) {
    return payload(HttpWebhooks.TEST, now, Map.of());
  }

  /** Empty for what no endpoint is told of, or what is not there any more. */
  Optional<String> of(OutboxEvent event) {
    Optional<Map<String, Object>> about =
        switch (event.type()) {
          case OutboxEvent.PURCHASE_ENDED -> purchase(event.purchase());
          case OutboxEvent.DOCUMENT_ISSUED -> document(event);
          case String type when OF_LICENSES.contains(type) -> license(event.purchase());
          default -> Optional.empty();
        };
    return about.map(
        found -> {
          Map<String, Object> data = new LinkedHashMap<>();
          data.put("organization", event.organization().value());
          data.putAll(found);
          event.data().properties().forEach(each -> data.put(each.getKey(), each.getValue()));
          return payload(event.type(), event.occurredAt(), data);
        });
  }

  private static String payload(String type, Instant at, Map<String, ?> data) {
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("type", type);
    message.put("timestamp", at.toString());
    message.put("data", data);
    return JSON.writeValueAsString(message);
  }

  private Optional<Map<String, Object>> license(PurchaseId purchase) {
    return database
        .sql(
            """
            select licenses.*, purchases.test from licenses
            join purchases on purchases.id = purchase_id where purchase_id = ?
            """)
        .param(purchase.value())
        .query(
            (row, index) -> {
              Columns columns = new Columns(row);
              Map<String, Object> license = new LinkedHashMap<>();
              license.put("id", columns.uuid("purchase_id"));
              license.put("purchase", columns.uuid("purchase_id"));
              license.put("offer", columns.text("kind"));
              license.put("quantity", row.getInt("quantity"));
              license.put("startsAt", columns.instant("starts_at").toString());
              Instant end = columns.instant("ends_at");
              license.put("endsAt", end.toString());
              license.put("worksUntil", grace.worksUntil(end).toString());
              markTest(license, row.getBoolean("test"));
              return Map.<String, Object>of("license", license);
            })
        .optional();
  }

  private Optional<Map<String, Object>> purchase(PurchaseId purchase) {
    return database
        .sql("select * from purchases where id = ?")
        .param(purchase.value())
        .query(
            (row, index) -> {
              Columns columns = new Columns(row);
              Map<String, Object> bought = new LinkedHashMap<>();
              bought.put("id", columns.uuid("id"));
              bought.put("offer", columns.text("offer_kind"));
              bought.put("quantity", row.getInt("quantity"));
              bought.put("total", columns.money("total").amount().toPlainString());
              bought.put("currency", columns.text("currency"));
              markTest(bought, row.getBoolean("test"));
              return Map.<String, Object>of("purchase", bought);
            })
        .optional();
  }

  /** Of what is none nothing is said. */
  private static void markTest(Map<String, Object> what, boolean test) {
    if (test) {
      what.put("test", true);
    }
  }

  private Optional<Map<String, Object>> document(OutboxEvent event) {
    return database
        .sql("select content from documents where purchase_id = ? and number = ? and seller = ?")
        .params(event.purchase().value(), event.subject(), event.occurrence())
        .query((row, index) -> document(Document.read(new Columns(row).text("content"))))
        .optional();
  }

  private static Map<String, Object> document(Document issued) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("number", issued.number());
    document.put("kind", issued.kind());
    document.put("purchase", issued.purchase());
    document.put("total", issued.total().amount().toPlainString());
    document.put("currency", issued.total().currency().getCurrencyCode());
    if (issued.credited() != null) {
      document.put("credits", issued.credited().number());
    }
    if (issued.debited() != null) {
      document.put("debits", issued.debited().number());
    }
    markTest(document, issued.isTest());
    return Map.of("document", document);
  }
}
