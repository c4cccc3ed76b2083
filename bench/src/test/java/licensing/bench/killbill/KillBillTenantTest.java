package licensing.bench.killbill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import licensing.bench.Latencies;
import licensing.bench.Peer;
import licensing.bench.Purchase;
import licensing.local.LaunchFailure;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What it asks for, and what it makes of answers. Kill Bill itself is not here. */
class KillBillTenantTest {

  private final HttpClient http = HttpClient.newHttpClient();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final List<String> accounts = new CopyOnWriteArrayList<>();
  private HttpServer server;
  private volatile String purchased = "57.00";
  private volatile String refused = "nothing";

  @BeforeEach
  void listen() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/1.0/kb/", this::answer);
    server.start();
  }

  @AfterEach
  void close() {
    server.stop(0);
    http.close();
  }

  @Test
  void paysInTwoCalls() throws Exception {
    assertThat(bought(new KillBillPayment(open())))
        .containsExactly("POST accounts/ID/payments", "POST payments");
  }

  @Test
  void subscribesInOne() throws Exception {
    assertThat(bought(new KillBillPlan(open())))
        .containsExactly("POST subscriptions?callCompletion=true&callTimeoutSec=30");
  }

  @Test
  void failsWhereItIsRefused() throws Exception {
    KillBillTenant tenant = open();
    refused = "POST accounts/ID/payments";
    assertThatThrownBy(() -> tenant.authorize(UUID.randomUUID()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("402")
        .hasMessageContaining("declined");
    tenant.subscribe(UUID.randomUUID());
    refused = "POST subscriptions?callCompletion=true&callTimeoutSec=30";
    assertThatThrownBy(() -> tenant.subscribe(UUID.randomUUID())).hasMessageContaining("402");
  }

  /** A call may be answered well although its payment failed. */
  @Test
  void doesNotBeginWhereWhatWasBoughtIsNotPaid() {
    purchased = "0";
    assertThatThrownBy(this::open)
        .isInstanceOf(LaunchFailure.class)
        .hasMessageContaining("purchasedAmount is 0.00 in all, and 57.00 is due");
  }

  @Test
  void doesNotEndWellWhereNotAllIsPaid() throws Exception {
    KillBillTenant tenant = open();
    tenant.subscribe(UUID.randomUUID());
    assertThatThrownBy(tenant::requireAllPaid)
        .isInstanceOf(LaunchFailure.class)
        .hasMessageContaining("purchasedAmount is 57.00 in all, and 114.00 is due");
    purchased = "114.00";
    assertThatCode(tenant::requireAllPaid).doesNotThrowAnyException();
    tenant.capture(UUID.randomUUID());
    assertThatThrownBy(tenant::requireAllPaid)
        .isInstanceOf(LaunchFailure.class)
        .hasMessageContaining("capturedAmount is 57.00 in all, and 114.00 is due");
  }

  private KillBillTenant open() throws Exception {
    return KillBillTenant.open(http, server.getAddress()::getPort);
  }

  private List<String> bought(Peer peer) throws Exception {
    asked.clear();
    Purchase.at(peer, new Latencies()).buy(System.nanoTime(), _ -> {});
    return List.copyOf(asked);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      String path = exchange.getRequestURI().toString().substring("/1.0/kb/".length());
      String call =
          exchange.getRequestMethod() + " " + path.replaceAll("[0-9a-f]{8}[0-9a-f-]{28}", "ID");
      asked.add(call);
      boolean reads = call.startsWith("GET");
      String body = reads ? payments(path) : call.equals(refused) ? "declined" : "";
      int status = reads ? 200 : call.equals(refused) ? 402 : 201;
      exchange
          .getResponseHeaders()
          .add("Location", "http://127.0.0.1/1.0/kb/" + path + "/" + made(call));
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      if (bytes.length == 0) {
        exchange.sendResponseHeaders(status, -1);
      } else {
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
      }
    }
  }

  private UUID made(String call) {
    UUID id = UUID.randomUUID();
    if (call.equals("POST accounts")) {
      accounts.add(id.toString());
    }
    return id;
  }

  /** All are of the first account. */
  private String payments(String path) {
    return path.contains(accounts.getFirst())
        ? "[{\"capturedAmount\": 57.00}, {\"purchasedAmount\": %s}]".formatted(purchased)
        : "[]";
  }
}
