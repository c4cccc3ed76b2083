package licensing.platform.gateway;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import licensing.platform.card.Authentication;
import licensing.platform.ledger.Card;
import licensing.platform.ledger.Dispute;
import licensing.platform.ledger.Response;
import licensing.platform.ledger.Statement;
import licensing.platform.ledger.StatusEvent;
import licensing.platform.ledger.Transaction;
import licensing.platform.xml.Xml;
import org.jspecify.annotations.Nullable;

/** A transaction in the gateway's XML. */
public final class TransactionXml {
  private TransactionXml() {}

  public static Xml of(Statement statement) {
    Transaction t = statement.transaction();
    List<Xml> content = new ArrayList<>(head(t));
    content.addAll(response(t));
    content.add(card(t));
    content.add(threeDSecure(t.threeDSecure(), t.card()));
    content.add(Xml.text("settlement-batch-id", Details.settlementBatch(t, statement.history())));
    content.add(Xml.at("authorization-expires-at", statement.authorizationExpiresAt()));
    content.add(Xml.text("refunded-transaction-id", t.refundedId()));
    content.add(
        Xml.array(
            "refund-ids", statement.refundIds().stream().map(id -> Xml.text("item", id)).toList()));
    content.add(
        Xml.array(
            "status-history",
            statement.history().stream().map(TransactionXml::statusEvent).toList()));
    content.add(
        Xml.array("disputes", statement.disputes().stream().map(d -> dispute(d, t)).toList()));
    // The SDK reads them without asking whether they are there.
    content.add(Xml.of("disbursement-details"));
    return Xml.of("transaction", content);
  }

  private static List<Xml> head(Transaction t) {
    return List.of(
        Xml.text("id", t.id()),
        Xml.text("global-id", globalId(t)),
        Xml.text("status", t.status().wireName()),
        Xml.text("type", t.kind().name().toLowerCase(Locale.ROOT)),
        Xml.text("currency-iso-code", t.money().currency()),
        Xml.text("amount", t.money().amount().toPlainString()),
        Xml.text("merchant-account-id", t.account()),
        Xml.text("order-id", t.orderId()),
        Xml.text("payment-instrument-type", "credit_card"),
        Xml.at("created-at", t.createdAt()),
        Xml.at("updated-at", t.updatedAt()));
  }

  /** The id by which the GraphQL interface, which is not here, would know it. */
  private static String globalId(Transaction t) {
    byte[] id = ("transaction_" + t.id()).getBytes(StandardCharsets.UTF_8);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(id);
  }

  private static List<Xml> response(Transaction t) {
    Response response = t.response();
    boolean asked = response.code() != null;
    return List.of(
        Xml.text("processor-response-code", response.code()),
        Xml.text("processor-response-text", response.text()),
        Xml.text("processor-response-type", ProcessorResponses.type(response.code())),
        Xml.text("processor-authorization-code", Details.authorizationCode(t)),
        Xml.text("additional-processor-response", Details.additional(response)),
        Xml.text("network-response-code", asked ? "XX" : null),
        Xml.text("network-response-text", asked ? "sample network response text" : null),
        Xml.text("network-transaction-id", Details.networkTransaction(t)),
        Xml.text("retrieval-reference-number", asked ? t.id() : null),
        Xml.text("gateway-rejection-reason", response.rejection()),
        Xml.text("duplicate-of-transaction-id", response.duplicateOf()));
  }

  private static Xml card(Transaction t) {
    Card card = t.card();
    return Xml.of(
        "credit-card",
        Xml.text("card-type", card.type()),
        Xml.text("bin", card.bin()),
        Xml.text("last-4", card.last4()),
        Xml.text("expiration-month", card.expirationMonth()),
        Xml.text("expiration-year", card.expirationYear()),
        Xml.text("cardholder-name", card.cardholder()),
        Xml.text("customer-location", "US"),
        Xml.text("unique-number-identifier", Details.uniqueNumber(t)));
  }

  static Xml threeDSecure(@Nullable String status, Card card) {
    if (status == null) {
      return Xml.text("three-d-secure-info", null);
    }
    Authentication authentication = new Authentication(status);
    return Xml.of(
        "three-d-secure-info",
        Xml.text("status", status),
        Xml.text("enrolled", authentication.enrolled()),
        Xml.bool("liability-shifted", authentication.liabilityShifted()),
        Xml.bool("liability-shift-possible", authentication.liabilityShiftPossible()),
        Xml.text("cavv", authentication.cavv()),
        Xml.text("eci-flag", authentication.eci(card)),
        Xml.text("xid", "c3RhbmQtaW4geGlkIDAwMDE="),
        Xml.text("three-d-secure-version", "2.2.0"),
        Xml.of("lookup", Xml.text("trans-status", authentication.enrolled())),
        Xml.of(
            "authentication",
            Xml.text("trans-status", authentication.liabilityShifted() ? "Y" : "N")));
  }

  private static Xml statusEvent(StatusEvent event) {
    return Xml.of(
        "status-event",
        Xml.at("timestamp", event.at()),
        Xml.text("status", event.status().wireName()),
        Xml.text("amount", event.amount()),
        Xml.text("user", null),
        Xml.text("transaction-source", "api"));
  }

  /** A dispute with what it is about: the order id is how a merchant finds it again. */
  public static Xml dispute(Dispute dispute, Transaction t) {
    String amount = t.money().amount().toPlainString();
    return Xml.of(
        "dispute",
        Xml.text("id", dispute.id()),
        Xml.text("amount", amount),
        Xml.text("amount-disputed", amount),
        Xml.text("amount-won", dispute.status().equals("won") ? amount : "0.00"),
        Xml.text("currency-iso-code", t.money().currency()),
        Xml.text("kind", "chargeback"),
        Xml.text("reason", "fraud"),
        Xml.text("status", dispute.status()),
        Xml.text("received-date", day(dispute.openedAt())),
        Xml.text("date-opened", day(dispute.openedAt())),
        Xml.text("merchant-account-id", t.account()),
        Xml.at("created-at", dispute.openedAt()),
        Xml.at("updated-at", dispute.updatedAt()),
        Xml.array("status-history", history(dispute)),
        Xml.of(
            "transaction",
            Xml.text("id", t.id()),
            Xml.text("amount", amount),
            Xml.text("order-id", t.orderId()),
            Xml.at("created-at", t.createdAt())));
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
        Xml.text("status", status),
        Xml.at("timestamp", at),
        Xml.text("effective-date", day(at)));
  }

  private static String day(Instant instant) {
    return instant.toString().substring(0, 10);
  }
}
