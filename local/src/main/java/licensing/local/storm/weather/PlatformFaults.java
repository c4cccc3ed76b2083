package licensing.local.storm.weather;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import licensing.purchase.Timeouts;
import tools.jackson.databind.JsonNode;

/** Faults of the platform that any call may have, each with its own small probability. */
final class PlatformFaults {

  private static final List<Integer> STATUSES = List.of(408, 429, 500, 502, 503);
  private static final List<String> EFFECTS = List.of("none", "done");

  /** Not honored, no money, declined without a reason, and the processor's own failure. */
  private static final List<String> DECLINES = List.of("2000", "2001", "2038", "3000");

  /** Of which nothing is told until something else is. */
  private static final String REFUND = "refund";

  /** What happens late by itself, and is told by a webhook. */
  private static final List<String> EVENTS =
      List.of("dispute_opened", "dispute_won", "dispute_lost", "transaction_settled", REFUND);

  private final PlatformControl control;
  private final Timeouts waits;
  private final RandomGenerator random;
  private final Set<String> refunded = ConcurrentHashMap.newKeySet();
  private boolean taken;

  PlatformFaults(PlatformControl control, Timeouts waits, RandomGenerator random) {
    this.control = control;
    this.waits = waits;
    this.random = random;
  }

  /**
   * To be repeated when the platform was started anew, since it forgets what was armed.
   *
   * @return whether it has taken each of them
   */
  synchronized boolean arm() {
    taken = control.delete("/control/faults");
    sale();
    for (String operation : List.of("find", "capture", "void", "refund")) {
      common(operation, 0.03);
    }
    common("search", 0.04);
    common("search-page", 0.02);
    common("search-disputes", 0.02);
    arm(0.15, Map.of("fault", "search-lags", "operation", "search", "seconds", later()));
    arm(0.05, Map.of("fault", "search-finds-two", "operation", "search"));
    status("find-nonce", 500, "none", 0.05);
    status("client-token", 503, "none", 0.03);
    status("tokenize", 500, "none", 0.02);
    webhooks();
    return taken;
  }

  void disarm() {
    control.delete("/control/faults");
  }

  /** Lets something late happen to one of the captured payments. */
  void lateEvent(FaultLog log) {
    List<String> captured =
        control.ask("/control/transactions").stream()
            .flatMap(JsonNode::valueStream)
            .filter(sale -> sale.path("type").asString().equals("SALE"))
            .filter(sale -> sale.path("status").asString().startsWith("s"))
            .map(sale -> sale.path("id").asString())
            .toList();
    if (!captured.isEmpty()) {
      String id = captured.get(random.nextInt(captured.size()));
      String kind = EVENTS.get(random.nextInt(EVENTS.size()));
      boolean happened = kind.equals(REFUND) ? refund(id) : tell(id, kind);
      if (happened) {
        log.add("late event", kind);
      }
    }
  }

  /** Somebody gives money back there that a license was bought with. */
  private boolean refund(String sale) {
    if (!tell(sale, "transaction_settled")) {
      return false;
    }
    // Whatever comes of it: its answer may be lost.
    refunded.add(sale);
    boolean given = control.post("/control/transactions/" + sale + "/refund", Map.of());
    tell(sale, "transaction_settled");
    return given;
  }

  /**
   * None of that money arrives: each license is paid for again. Told once more where it was told,
   * since whoever was to hear it may have been away.
   *
   * @return whether each has failed
   */
  boolean failRefunds(FaultLog log) {
    Optional<JsonNode> transactions = control.ask("/control/transactions");
    List<String> refunds =
        transactions.stream()
            .flatMap(JsonNode::valueStream)
            .filter(refund -> refunded.contains(refund.path("refundedId").asString("")))
            .map(refund -> refund.path("id").asString())
            .toList();
    long failed = refunds.stream().filter(refund -> tell(refund, "refund_failed")).count();
    if (failed > 0) {
      log.add("late event", "refund_failed");
    }
    return transactions.isPresent() && failed == refunds.size();
  }

  private boolean tell(String transaction, String kind) {
    return control.post("/control/transactions/" + transaction + "/webhooks", Map.of("kind", kind));
  }

  private void sale() {
    common("sale", 0.024);
    for (String field : List.of("amount", "currency", "order-id")) {
      arm(0.01, Map.of("fault", "wrong", "operation", "sale", "field", field));
    }
    arm(0.02, Map.of("fault", "effect-late", "operation", "sale", "seconds", later()));
    for (String code : DECLINES) {
      arm(0.0075, Map.of("fault", "declined", "operation", "sale", "code", code));
    }
  }

  private void common(String operation, double probability) {
    for (String fault : List.of("dropped", "answer-lost", "answer-cut-short")) {
      arm(probability, Map.of("fault", fault, "operation", operation));
    }
    for (String effect : EFFECTS) {
      STATUSES.forEach(status -> status(operation, status, effect, probability / 4));
      arm(probability / 2, Map.of("fault", "html", "operation", operation, "effect", effect));
    }
    arm(probability, Map.of("fault", "answer-slow", "operation", operation, "seconds", later()));
  }

  private void webhooks() {
    for (String fault : List.of("lost", "doubled", "reordered", "forged")) {
      arm(0.1, Map.of("fault", "webhook-" + fault));
    }
    arm(0.1, Map.of("fault", "webhook-late", "seconds", "2"));
  }

  private void status(String operation, int status, String effect, double probability) {
    arm(
        probability,
        Map.of(
            "fault",
            "status",
            "operation",
            operation,
            "status",
            Integer.toString(status),
            "effect",
            effect));
  }

  private void arm(double probability, Map<String, String> fault) {
    Map<String, String> plan = new HashMap<>(fault);
    plan.put("probability", Double.toString(probability));
    plan.put("seed", Integer.toString(random.nextInt(1_000_000)));
    taken &= control.post("/control/faults", plan);
  }

  /** Longer than an answer is waited for. */
  private String later() {
    Duration later = waits.platformLimit().multipliedBy(3).dividedBy(2);
    return Double.toString(later.toMillis() / 1000.0);
  }
}
