package licensing.platform.webhook;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import licensing.platform.gateway.DisputeXml;
import licensing.platform.gateway.TransactionXml;
import licensing.platform.ledger.Dispute;
import licensing.platform.ledger.Statement;
import licensing.platform.ledger.Transaction;
import licensing.platform.xml.Xml;
import org.jspecify.annotations.Nullable;

/**
 * What a notification says.
 *
 * @param at in whole seconds, as it is written
 */
record Notice(WebhookKind kind, Instant at, String merchantId, Subject subject) {

  Notice {
    at = at.truncatedTo(ChronoUnit.SECONDS);
  }

  /**
   * What it is about.
   *
   * @param id null for one that is about nothing
   */
  record Subject(@Nullable String id, Xml content) {}

  static Subject check() {
    return new Subject(null, Xml.value("check", true));
  }

  static Subject about(Statement statement) {
    return new Subject(statement.transaction().id(), TransactionXml.of(statement));
  }

  static Subject review(Transaction transaction, Instant at) {
    return new Subject(
        transaction.id(),
        Xml.of(
            "transaction-review",
            Xml.value("transaction-id", transaction.id()),
            Xml.value("decision", "approved"),
            Xml.value("reviewer-email", "reviewer@platform.example"),
            Xml.value("reviewer-note", "Reviewed."),
            Xml.value("reviewed-time", at)));
  }

  static Subject about(Dispute dispute, Statement statement) {
    return new Subject(dispute.id(), DisputeXml.of(dispute, statement.transaction()));
  }

  String payload() {
    Xml notification =
        Xml.of(
            "notification",
            Xml.value("kind", kind.wireName()),
            Xml.value("timestamp", at),
            Xml.value("source-merchant-id", merchantId),
            Xml.of("subject", subject.content()));
    byte[] xml = notification.render().getBytes(StandardCharsets.UTF_8);
    return Base64.getMimeEncoder(60, new byte[] {'\n'}).encodeToString(xml) + '\n';
  }
}
