package licensing.local.storm.judge;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import licensing.local.storm.judge.Dossier.Payment;
import licensing.local.storm.judge.WebhookBook.Notice;
import licensing.payment.Money;
import licensing.payment.PaymentAttempt;
import licensing.purchase.PurchaseId;
import tools.jackson.databind.JsonNode;

/**
 * What is true on the platform, whatever it answered meanwhile.
 *
 * @param truth asks the platform's control, past every fault; empty while it cannot be asked
 */
record PlatformBook(Function<String, Optional<JsonNode>> truth) {

  private static final Set<String> REFUSED =
      Set.of("failed", "gateway_rejected", "processor_declined", "settlement_declined", "voided");

  private static final Set<String> LOST = Set.of("lost", "accepted", "expired");

  /** By purchase; under the empty word those of none. */
  Map<String, List<Payment>> payments() {
    JsonNode transactions = asked("/control/transactions");
    Map<String, List<JsonNode>> refunds =
        transactions
            .valueStream()
            .filter(PlatformBook::isRefund)
            .collect(Collectors.groupingBy(each -> each.path("refundedId").asString()));
    Map<String, List<Payment>> payments = new HashMap<>();
    for (JsonNode each : transactions) {
      if (!isRefund(each)) {
        String purchase =
            PaymentAttempt.purchaseOf(each.path("orderId").asString(""))
                .map(PurchaseId::toString)
                .orElse("");
        payments
            .computeIfAbsent(purchase, none -> new ArrayList<>())
            .add(payment(each, refunds.getOrDefault(each.path("id").asString(), List.of())));
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

  /** Notices of which a delivery was answered with 2xx. */
  Set<Notice> acknowledged() {
    return answered("answered 2");
  }

  /** Likewise, though somebody else had signed them. */
  Set<Notice> believedForgeries() {
    return answered("forged on demand, answered 2");
  }

  private Set<Notice> answered(String how) {
    return asked("/control/deliveries")
        .valueStream()
        .filter(each -> each.path("result").asString().startsWith(how))
        .map(PlatformBook::notice)
        .collect(Collectors.toSet());
  }

  private JsonNode asked(String path) {
    return truth.apply(path).orElseThrow();
  }

  private static Notice notice(JsonNode delivery) {
    return new Notice(
        delivery.path("kind").asString(),
        delivery.path("subject").asString(""),
        Instant.parse(delivery.path("occurredAt").asString()));
  }

  private static Payment payment(JsonNode sale, List<JsonNode> refunds) {
    Currency currency = Currency.getInstance(sale.path("currency").asString());
    BigDecimal refunded =
        refunds.stream()
            .filter(each -> !isRefused(each))
            .map(PlatformBook::amount)
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    BigDecimal left = amount(sale).subtract(refunded);
    return new Payment(
        sale.path("id").asString(),
        sale.path("orderId").asString(""),
        Money.of(amount(sale), currency),
        sale.path("history").valueStream().map(JsonNode::asString).toList(),
        Money.of(left, currency),
        sale.path("disputes").valueStream().anyMatch(each -> LOST.contains(each.asString())),
        refunds.stream()
            .filter(PlatformBook::isRefused)
            .map(each -> each.path("id").asString())
            .collect(Collectors.toSet()));
  }

  private static boolean isRefused(JsonNode transaction) {
    return REFUSED.contains(transaction.path("status").asString());
  }

  private static boolean isRefund(JsonNode transaction) {
    return transaction.path("type").asString().equals("CREDIT");
  }

  private static BigDecimal amount(JsonNode transaction) {
    return new BigDecimal(transaction.path("amount").asString());
  }
}
