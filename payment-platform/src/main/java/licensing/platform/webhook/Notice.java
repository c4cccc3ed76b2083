package licensing.platform.webhook;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import licensing.platform.gateway.TransactionXml;
import licensing.platform.ledger.Dispute;
import licensing.platform.ledger.Statement;
import licensing.platform.xml.Xml;

/** The payload of a notification. */
record Notice(WebhookKind kind, Instant at, String merchantId, Xml subject) {

  static Xml check() {
    return Xml.bool("check", true);
  }

  static Xml about(Statement statement) {
    return TransactionXml.of(statement);
  }

  static Xml about(Dispute dispute, Statement statement) {
    return TransactionXml.dispute(dispute, statement.transaction());
  }

  String payload() {
    Xml notification =
        Xml.of(
            "notification",
            Xml.text("kind", kind.wireName()),
            Xml.at("timestamp", at),
            Xml.text("source-merchant-id", merchantId),
            Xml.of("subject", subject));
    byte[] xml = notification.render().getBytes(StandardCharsets.UTF_8);
    return Base64.getMimeEncoder(60, new byte[] {'\n'}).encodeToString(xml) + '\n';
  }
}
