package licensing.local.storm.judge;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import licensing.local.storm.judge.Dossier.Payment;
import licensing.local.storm.judge.WebhookBook.Subject;
import licensing.local.storm.weather.PlatformControl;
import licensing.payment.Money;
import licensing.payment.PaymentAttempt;
import licensing.purchase.PurchaseId;
import tools.jackson.databind.JsonNode;

/** What is true on the platform, whatever it answered meanwhile. */
record PlatformBook(PlatformControl control) {

  private static final Set<String> REFUSED =
      Set.of("failed", "gateway_rejected", "processor_declined", "settlement_declined", "voided");

  private static final Set<String> LOST = Set.of("lost", "accepted", "expired");

  /** By purchase; under the empty word those of none. */
  Map<String, List<Payment>> payments() {
    JsonNode transactions = control.ask("/control/transactions").orElseThrow();
    Map<String, BigDecimal> refunded = new HashMap<>();
    for (JsonNode each : transactions) {
      if (isRefund(each) && !REFUSED.contains(each.path("status").asString())) {
        refunded.merge(each.path("refundedId").asString(), amount(each), BigDecimal::add);
      }
    }
    Map<String, List<Payment>> payments = new HashMap<>();
    for (JsonNode each : transactions) {
      if (!isRefund(each)) {
        String purchase =
            PaymentAttempt.purchaseOf(each.path("orderId").asString(""))
                .map(PurchaseId::value)
                .orElse("");
        payments.computeIfAbsent(purchase, none -> new ArrayList<>()).add(payment(each, refunded));
      }
    }
    return payments;
  }

  /** Purchases whose money a bank has fetched back. */
  Set<String> fetchedBack() {
    return payments().entrySet().stream()
        .filter(each -> each.getValue().stream().anyMatch(Payment::takenBack))
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  /**
   * How many deliveries were answered with 2xx.
   *
   * @param purchaseOf by the platform's reference
   */
  Map<Subject, Long> acknowledged(Map<String, String> purchaseOf) {
    Map<Subject, Long> acknowledged = new HashMap<>();
    for (JsonNode each : control.ask("/control/deliveries").orElseThrow()) {
      if (each.path("result").asString().startsWith("answered 2")) {
        String purchase = purchaseOf.getOrDefault(each.path("transactionId").asString(""), "");
        acknowledged.merge(new Subject(each.path("kind").asString(), purchase), 1L, Long::sum);
      }
    }
    return acknowledged;
  }

  private static Payment payment(JsonNode sale, Map<String, BigDecimal> refunded) {
    String id = sale.path("id").asString();
    Currency currency = Currency.getInstance(sale.path("currency").asString());
    BigDecimal left = amount(sale).subtract(refunded.getOrDefault(id, BigDecimal.ZERO));
    return new Payment(
        id,
        sale.path("orderId").asString(""),
        Money.of(amount(sale), currency),
        sale.path("history").valueStream().map(JsonNode::asString).toList(),
        Money.of(left, currency),
        sale.path("disputes").valueStream().anyMatch(each -> LOST.contains(each.asString())));
  }

  private static boolean isRefund(JsonNode transaction) {
    return transaction.path("type").asString().equals("CREDIT");
  }

  private static BigDecimal amount(JsonNode transaction) {
    return new BigDecimal(transaction.path("amount").asString());
  }
}
