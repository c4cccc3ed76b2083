package licensing.platform.gateway;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import licensing.platform.card.Authentication;
import licensing.platform.ledger.Card;
import licensing.platform.ledger.Response;
import licensing.platform.ledger.Statement;
import licensing.platform.ledger.StatusEvent;
import licensing.platform.ledger.Transaction;
import licensing.platform.xml.Xml;
import org.jspecify.annotations.Nullable;

/** A transaction in the gateway's XML. */
public final class TransactionXml {
  private static final List<String> ABSENT =
      List.of(
          "account-funding-transaction",
          "acquirer-reference-number",
          "avs-error-response-code",
          "channel",
          "customer-id",
          "debit-network",
          "discount-amount",
          "escrow-status",
          "installment-count",
          "liability-shift",
          "mastercard-transaction-link-id",
          "merchant-advice-code",
          "merchant-advice-code-text",
          "payment-method-token",
          "plan-id",
          "processor-settlement-response-code",
          "processor-settlement-response-text",
          "purchase-order-number",
          "retried-transaction-id",
          "sca-exemption-requested",
          "service-fee-amount",
          "shipping-amount",
          "shipping-tax-amount",
          "ships-from-postal-code",
          "sub-merchant-account-id",
          "subscription-id",
          "surcharge-amount",
          "tax-amount",
          "upcoming-retry-date",
          "voice-referral-number");
  private static final List<String> NEVER =
      List.of(
          "foreign-retailer", "processed-with-network-token", "recurring", "retried", "tax-exempt");
  private static final List<String> NONE =
      List.of(
          "add-ons",
          "authorization-adjustments",
          "discounts",
          "installments",
          "refunded-installments",
          "retry-ids",
          "shipments");

  /** Each with one of its parts. */
  private static final Map<String, String> STRUCTURES =
      new TreeMap<>(
          Map.of(
              "billing", "id",
              "customer", "id",
              "descriptor", "name",
              "disbursement-details", "disbursement-date",
              "shipping", "id",
              "subscription", "billing-period-start-date"));

  private static final List<String> BIN_DATA =
      List.of(
          "business",
          "commercial",
          "consumer",
          "corporate",
          "country-of-issuance",
          "debit",
          "durbin-regulated",
          "healthcare",
          "issuing-bank",
          "payroll",
          "prepaid",
          "prepaid-reloadable",
          "product-id",
          "purchase");

  private TransactionXml() {}

  public static Xml of(Statement statement) {
    Transaction t = statement.transaction();
    List<Xml> content = new ArrayList<>(head(t));
    content.addAll(response(t));
    content.add(card(t));
    content.add(threeDSecure(t.threeDSecure(), t.card()));
    content.add(Xml.value("settlement-batch-id", Details.settlementBatch(t, statement.history())));
    content.add(Xml.value("authorization-expires-at", statement.authorizationExpiresAt()));
    content.add(Xml.value("refunded-transaction-id", t.refundedId()));
    content.add(Xml.value("refund-id", lastOf(statement.refundIds())));
    content.add(ids("refund-ids", statement.refundIds()));
    content.add(Xml.value("authorized-transaction-id", t.authorizedId()));
    content.add(ids("partial-settlement-transaction-ids", statement.partIds()));
    content.add(
        Xml.array(
            "status-history",
            statement.history().stream().map(TransactionXml::statusEvent).toList()));
    content.add(
        Xml.array(
            "disputes", statement.disputes().stream().map(d -> DisputeXml.of(d, t)).toList()));
    content.addAll(notSoldHere());
    return Xml.of("transaction", content);
  }

  /**
   * What every transaction of the gateway has and none has here: a program may ask for it, and
   * Python's SDK fails where it is not named. A structure has a part, or it would be a text.
   */
  private static List<Xml> notSoldHere() {
    List<Xml> content = new ArrayList<>();
    ABSENT.forEach(name -> content.add(Xml.value(name, null)));
    NEVER.forEach(name -> content.add(Xml.value(name, false)));
    NONE.forEach(name -> content.add(Xml.array(name, List.of())));
    STRUCTURES.forEach((name, part) -> content.add(Xml.of(name, Xml.value(part, null))));
    content.add(Xml.value("custom-fields", ""));
    return content;
  }

  private static List<Xml> head(Transaction t) {
    return List.of(
        Xml.value("id", t.id()),
        Xml.value("global-id", globalId("transaction", t.id())),
        Xml.value("status", t.status().wireName()),
        Xml.value("type", t.kind().name().toLowerCase(Locale.ROOT)),
        Xml.value("currency-iso-code", t.money().currency()),
        Xml.value("amount", t.money().amount()),
        Xml.value("merchant-account-id", t.account()),
        Xml.value("order-id", t.orderId()),
        Xml.value("payment-instrument-type", "credit_card"),
        Xml.value("created-at", t.createdAt()),
        Xml.value("updated-at", t.updatedAt()));
  }

  /** The id by which the GraphQL interface, which is not here, would know it. */
  static String globalId(String kind, String id) {
    byte[] name = (kind + "_" + id).getBytes(StandardCharsets.UTF_8);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(name);
  }

  private static Xml ids(String name, List<String> ids) {
    return Xml.array(name, ids.stream().map(id -> Xml.value("item", id)).toList());
  }

  private static @Nullable String lastOf(List<String> ids) {
    return ids.isEmpty() ? null : ids.getLast();
  }

  private static List<Xml> response(Transaction t) {
    Response response = t.response();
    boolean asked = response.code() != null;
    return List.of(
        Xml.value("processor-response-code", response.code()),
        Xml.value("processor-response-text", response.text()),
        Xml.value("processor-response-type", ProcessorResponses.type(response.code())),
        Xml.value("processor-authorization-code", Details.authorizationCode(t)),
        Xml.value("additional-processor-response", Details.additional(response)),
        Xml.value("network-response-code", asked ? "XX" : null),
        Xml.value("network-response-text", asked ? "sample network response text" : null),
        Xml.value("network-transaction-id", Details.networkTransaction(t)),
        Xml.value("retrieval-reference-number", asked ? t.id() : null),
        // "I": neither an address nor the CVV is known to the bank, since none is kept here.
        Xml.value("avs-postal-code-response-code", asked ? "I" : null),
        Xml.value("avs-street-address-response-code", asked ? "I" : null),
        Xml.value("cvv-response-code", asked ? "I" : null),
        Xml.value("gateway-rejection-reason", response.rejection()),
        Xml.value("duplicate-of-transaction-id", response.duplicateOf()));
  }

  private static Xml card(Transaction t) {
    Card card = t.card();
    List<Xml> content = new ArrayList<>();
    content.add(Xml.value("token", null));
    content.add(Xml.value("card-type", card.type()));
    content.add(Xml.value("bin", card.bin()));
    content.add(Xml.value("last-4", card.last4()));
    content.add(Xml.value("expiration-month", card.expirationMonth()));
    content.add(Xml.value("expiration-year", card.expirationYear()));
    content.add(Xml.value("cardholder-name", card.cardholder()));
    content.add(Xml.value("customer-location", "US"));
    content.add(Xml.value("unique-number-identifier", Details.uniqueNumber(t)));
    content.add(Xml.value("account-type", null));
    content.add(Xml.value("image-url", null));
    content.add(Xml.value("is-network-tokenized", false));
    content.add(Xml.value("venmo-sdk", false));
    content.addAll(binData());
    return Xml.of("credit-card", content);
  }

  /** What is known of a card by its first digits, which is nothing here. */
  static List<Xml> binData() {
    return BIN_DATA.stream().map(name -> Xml.value(name, "Unknown")).toList();
  }

  static Xml threeDSecure(@Nullable String status, Card card) {
    if (status == null) {
      return Xml.value("three-d-secure-info", null);
    }
    Authentication authentication = new Authentication(status);
    String result = authentication.liabilityShifted() ? "Y" : "N";
    return Xml.of(
        "three-d-secure-info",
        Xml.value("status", status),
        Xml.value("enrolled", authentication.enrolled()),
        Xml.value("liability-shifted", authentication.liabilityShifted()),
        Xml.value("liability-shift-possible", authentication.liabilityShiftPossible()),
        Xml.value("cavv", authentication.cavv()),
        Xml.value("eci-flag", authentication.eci(card)),
        Xml.value("xid", "c3RhbmQtaW4geGlkIDAwMDE="),
        Xml.value("three-d-secure-version", "2.2.0"),
        Xml.value("acs-transaction-id", "00000000-0000-4000-8000-000000000001"),
        Xml.value("ds-transaction-id", "00000000-0000-4000-8000-000000000002"),
        Xml.value("three-d-secure-server-transaction-id", "00000000-0000-4000-8000-000000000003"),
        Xml.value("three-d-secure-authentication-id", "standinauthentication"),
        Xml.value("pares-status", result),
        Xml.of(
            "lookup",
            Xml.value("trans-status", authentication.enrolled()),
            Xml.value("trans-status-reason", null)),
        Xml.of(
            "authentication",
            Xml.value("trans-status", result),
            Xml.value("trans-status-reason", null)));
  }

  private static Xml statusEvent(StatusEvent event) {
    return Xml.of(
        "status-event",
        Xml.value("timestamp", event.at()),
        Xml.value("status", event.status().wireName()),
        Xml.value("amount", event.amount()),
        Xml.value("user", null),
        Xml.value("transaction-source", "api"));
  }
}
