package licensing.bench.killbill;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import licensing.local.LaunchFailure;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Who sells: one tenant of Kill Bill's, with a catalogue of one plan, asked over its HTTP API. */
public final class KillBillTenant {

  /** So many that those who buy at once do not wait for each other's account. */
  private static final int ACCOUNTS = 64;

  private static final BigDecimal TOTAL = new BigDecimal("57.00");
  private static final String CURRENCY = "USD";
  private static final String PLAN = "license-annual";

  /** Its own, which asks nobody outside. */
  private static final String PAYMENTS = "__EXTERNAL_PAYMENT__";

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final Pattern ID =
      Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(?=/?$)");

  private static final JsonMapper JSON = new JsonMapper();

  private final HttpClient http;
  private final IntSupplier port;
  private final List<UUID> accounts = new ArrayList<>();
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicInteger captured = new AtomicInteger();
  private final AtomicInteger subscribed = new AtomicInteger();

  private KillBillTenant(HttpClient http, IntSupplier port) {
    this.http = http;
    this.port = port;
  }

  /**
   * Makes it, with accounts that may pay, and buys once each way.
   *
   * @param port of the server now
   * @throws LaunchFailure if what was bought is not paid
   */
  public static KillBillTenant open(HttpClient http, IntSupplier port)
      throws IOException, InterruptedException {
    KillBillTenant tenant = new KillBillTenant(http, port);
    tenant.post("tenants", Map.of("apiKey", "bench", "apiSecret", "bench"));
    tenant.post(
        "catalog/simplePlan",
        Map.of(
            "planId",
            PLAN,
            "productName",
            "License",
            "productCategory",
            "BASE",
            "currency",
            CURRENCY,
            "amount",
            TOTAL,
            "billingPeriod",
            "ANNUAL",
            "trialLength",
            0,
            "trialTimeUnit",
            "UNLIMITED"));
    for (int i = 0; i < ACCOUNTS; i++) {
      tenant.accounts.add(tenant.account("Buyer " + i));
    }
    UUID purchase = UUID.randomUUID();
    tenant.authorize(purchase);
    tenant.capture(purchase);
    tenant.subscribe(UUID.randomUUID());
    tenant.requireAllPaid();
    return tenant;
  }

  /** Holds the money of an order. */
  void authorize(UUID purchase) throws IOException, InterruptedException {
    post(
        "accounts/" + nextAccount() + "/payments",
        Map.of(
            "transactionType", "AUTHORIZE",
            "paymentExternalKey", purchase,
            "amount", TOTAL,
            "currency", CURRENCY));
  }

  /** Takes the money that is held of an order. */
  void capture(UUID purchase) throws IOException, InterruptedException {
    post("payments", Map.of("paymentExternalKey", purchase, "amount", TOTAL, "currency", CURRENCY));
    captured.incrementAndGet();
  }

  /** Returns when the subscription is made, its invoice written, and that paid or not. */
  void subscribe(UUID purchase) throws IOException, InterruptedException {
    post(
        "subscriptions?callCompletion=true&callTimeoutSec=" + PATIENCE.toSeconds(),
        Map.of("accountId", nextAccount(), "externalKey", purchase, "planName", PLAN));
    subscribed.incrementAndGet();
  }

  /**
   * Reads what came of all that was bought. The call that subscribes is answered well where its
   * payment failed.
   *
   * @throws LaunchFailure if something is not paid
   */
  public void requireAllPaid() throws IOException, InterruptedException {
    List<JsonNode> payments = new ArrayList<>();
    for (UUID account : accounts) {
      HttpRequest request = request("accounts/" + account + "/payments").GET().build();
      JSON.readTree(send(request).body()).valueStream().forEach(payments::add);
    }
    requirePaid("capturedAmount", captured.get(), payments);
    requirePaid("purchasedAmount", subscribed.get(), payments);
  }

  private static void requirePaid(String amount, int purchases, List<JsonNode> payments) {
    BigDecimal paid =
        payments.stream()
            .map(payment -> payment.path(amount).asDecimal(BigDecimal.ZERO))
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    BigDecimal due = TOTAL.multiply(BigDecimal.valueOf(purchases));
    if (paid.compareTo(due) < 0) {
      throw new LaunchFailure(
          "Kill Bill's %s is %.2f in all, and %.2f is due: not all that was measured was sold."
              .formatted(amount, paid, due));
    }
  }

  private UUID nextAccount() {
    return accounts.get(Math.floorMod(next.getAndIncrement(), accounts.size()));
  }

  /** As for a buyer who is known, and whose card is. */
  private UUID account(String name) throws IOException, InterruptedException {
    String made = post("accounts", Map.of("name", name, "currency", CURRENCY));
    Matcher id = ID.matcher(made);
    if (!id.find()) {
      throw new IOException("Kill Bill does not say which account it made: " + made);
    }
    UUID account = UUID.fromString(id.group());
    post(
        "accounts/" + account + "/paymentMethods?isDefault=true",
        Map.of("accountId", account, "pluginName", PAYMENTS));
    return account;
  }

  /** Returns where that is which was made; may be empty. */
  private String post(String path, Map<String, ?> body) throws IOException, InterruptedException {
    HttpRequest request =
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(JSON.writeValueAsString(body)))
            .build();
    return send(request).headers().firstValue("Location").orElse("");
  }

  private HttpRequest.Builder request(String path) {
    byte[] user = "admin:password".getBytes(StandardCharsets.UTF_8);
    return HttpRequest.newBuilder(
            URI.create("http://127.0.0.1:%d/1.0/kb/%s".formatted(port.getAsInt(), path)))
        .timeout(PATIENCE.plusSeconds(5))
        .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(user))
        .header("X-Killbill-ApiKey", "bench")
        .header("X-Killbill-ApiSecret", "bench")
        .header("X-Killbill-CreatedBy", "bench");
  }

  private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
    if (response.statusCode() / 100 != 2) {
      throw new IOException(
          "%s answered %d: %s".formatted(request.uri(), response.statusCode(), response.body()));
    }
    return response;
  }
}
