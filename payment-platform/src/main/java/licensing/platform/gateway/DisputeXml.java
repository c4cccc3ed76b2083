package licensing.platform.gateway;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import licensing.platform.ledger.Dispute;
import licensing.platform.ledger.Transaction;
import licensing.platform.xml.Xml;

/**
 * A dispute in the gateway's XML, with what it is about: by the order a merchant finds it again.
 */
public final class DisputeXml {
  private static final int DAYS_TO_REPLY = 12;

  private DisputeXml() {}

  public static Xml of(Dispute dispute, Transaction t) {
    BigDecimal amount = t.money().amount();
    LocalDate opened = day(dispute.openedAt());
    boolean won = dispute.status().equals("won");
    return Xml.of(
        "dispute",
        Xml.value("id", dispute.id()),
        Xml.value("global-id", TransactionXml.globalId("dispute", dispute.id())),
        Xml.value("amount", amount),
        Xml.value("amount-disputed", amount),
        Xml.value("amount-won", won ? amount : amount.subtract(amount)),
        Xml.value("currency-iso-code", t.money().currency()),
        Xml.value("kind", "chargeback"),
        Xml.value("reason", "fraud"),
        Xml.value("reason-code", "83"),
        Xml.value("reason-description", null),
        Xml.value("case-number", "CASE-" + dispute.id()),
        Xml.value("reference-number", null),
        Xml.value("original-dispute-id", null),
        Xml.value("processor-comments", null),
        Xml.value("pre-dispute-program", "none"),
        Xml.value("status", dispute.status()),
        Xml.value("received-date", opened),
        Xml.value("date-opened", opened),
        Xml.value("date-won", won ? day(dispute.updatedAt()) : null),
        Xml.value("reply-by-date", opened.plusDays(DAYS_TO_REPLY)),
        Xml.value("merchant-account-id", t.account()),
        Xml.value("created-at", dispute.openedAt()),
        Xml.value("updated-at", dispute.updatedAt()),
        Xml.value("evidence-submittable", dispute.status().equals("open")),
        Xml.value("remaining-file-evidence-storage", null),
        Xml.array("evidence", List.of()),
        Xml.array("paypal-messages", List.of()),
        Xml.array("status-history", history(dispute)),
        Xml.of(
            "transaction",
            Xml.value("id", t.id()),
            Xml.value("global-id", TransactionXml.globalId("transaction", t.id())),
            Xml.value("amount", amount),
            Xml.value("order-id", t.orderId()),
            Xml.value("purchase-order-number", null),
            Xml.value("payment-instrument-subtype", t.card().type()),
            Xml.value("created-at", t.createdAt())));
  }

  /** As far as the ledger remembers: that it was opened, and where it stands. */
  private static List<Xml> history(Dispute dispute) {
    Xml opened = history("open", dispute.openedAt());
    return dispute.status().equals("open")
        ? List.of(opened)
        : List.of(opened, history(dispute.status(), dispute.updatedAt()));
  }

  private static Xml history(String status, Instant at) {
    return Xml.of(
        "status-history",
        Xml.value("status", status),
        Xml.value("timestamp", at),
        Xml.value("effective-date", day(at)),
        Xml.value("disbursement-date", null));
  }

  static LocalDate day(Instant instant) {
    return LocalDate.ofInstant(instant, ZoneOffset.UTC);
  }
}
