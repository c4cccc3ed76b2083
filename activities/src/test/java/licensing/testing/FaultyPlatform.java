package licensing.testing;

import com.braintreegateway.BraintreeGateway;
import com.braintreegateway.Environment;
import com.braintreegateway.TransactionSearchRequest;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import licensing.platform.PaymentPlatform;
import licensing.platform.Settings;

/** The stand-in platform, with faults between it and us for the calls that a test names. */
public final class FaultyPlatform {

  private static final String CREDENTIALS =
      Base64.getEncoder().encodeToString("test-public-key:test-private-key".getBytes());
  private static final FaultyPlatform INSTANCE = new FaultyPlatform();

  /** What happens to one call instead of its answer. */
  public interface Fault {
    void happen(HttpExchange exchange, Forwarded forwarded) throws IOException;
  }

  /** Passes the call on to the platform, when a fault wants it to arrive. */
  public interface Forwarded {
    HttpResponse<byte[]> answer() throws IOException;
  }

  /**
   * @param call such as "POST /transactions"
   */
  public record Call(String call, String body) {}

  private volatile Duration ahead = Duration.ZERO;
  private final HttpServer server;
  private final PaymentPlatform platform;
  private final HttpClient client = HttpClient.newHttpClient();
  private final Map<String, Queue<Fault>> faults = new ConcurrentHashMap<>();
  private final List<Call> calls = new CopyOnWriteArrayList<>();

  private FaultyPlatform() {
    try {
      platform =
          PaymentPlatform.start(
              Settings.forTests(Files.createTempDirectory("ledger").resolve("ledger.db")),
              () -> Instant.now().plus(ahead));
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::pass);
    server.start();
  }

  public static FaultyPlatform running() {
    return INSTANCE;
  }

  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  public PaymentPlatform platform() {
    return platform;
  }

  /** Forgets all that was prepared and heard; the platform has the real time again. */
  public void reset() {
    faults.clear();
    calls.clear();
    ahead = Duration.ZERO;
  }

  /** Lets time pass at the platform, until the next reset. */
  public void advance(Duration time) {
    ahead = ahead.plus(time);
  }

  /** The next such call has this fault; the ones after it the next faults, then none. */
  public void next(String call, Fault fault) {
    faults.computeIfAbsent(call, key -> new ArrayDeque<>()).add(fault);
  }

  /** The next such call is answered without reaching the platform. */
  public void nextAnswers(String call, int status, String body) {
    next(call, (exchange, forwarded) -> send(exchange, status, body.getBytes()));
  }

  /** The next such call reaches the platform, but its answer is lost with the connection. */
  public void nextLosesAnswer(String call) {
    next(
        call,
        (exchange, forwarded) -> {
          forwarded.answer();
          exchange.close();
        });
  }

  /** How many such calls were heard that have the text in their body. */
  public int count(String call, String text) {
    return (int)
        calls.stream().filter(c -> c.call().equals(call) && c.body().contains(text)).count();
  }

  /** Lets the bank settle what was submitted for settlement, as happens overnight. */
  public void settle(String reference) {
    put(reference, "settle");
  }

  /** Gives money back behind our back, as somebody may on the platform's own pages. */
  public void cancel(String reference) {
    put(reference, "void");
  }

  private void put(String reference, String action) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(
                  URI.create(
                      platform.url()
                          + "/merchants/test-merchant/transactions/"
                          + reference
                          + "/"
                          + action))
              .header("Authorization", "Basic " + CREDENTIALS)
              .PUT(HttpRequest.BodyPublishers.noBody())
              .build();
      HttpResponse<Void> answer = client.send(request, HttpResponse.BodyHandlers.discarding());
      if (answer.statusCode() != 200) {
        throw new IllegalStateException("no " + action + ": " + answer.statusCode());
      }
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The platform as somebody else than us may use it, past every fault. */
  public BraintreeGateway gateway() {
    return new BraintreeGateway(
        new Environment(platform.url(), platform.url(), new String[0], "local", platform.url()),
        "test-merchant",
        "test-public-key",
        "test-private-key");
  }

  /** The states of all that the platform has under an order id. */
  public List<String> statusesOf(String orderId) {
    List<String> statuses = new ArrayList<>();
    gateway()
        .transaction()
        .search(new TransactionSearchRequest().orderId().is(orderId))
        .forEach(found -> statuses.add(found.getStatus().name().toLowerCase(Locale.ROOT)));
    return statuses;
  }

  private void pass(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath().replaceFirst("^/merchants/[^/]+", "");
    String call = exchange.getRequestMethod() + " " + path;
    byte[] body = exchange.getRequestBody().readAllBytes();
    calls.add(new Call(call, new String(body)));
    Queue<Fault> prepared = faults.getOrDefault(call, new ArrayDeque<>());
    Fault fault;
    synchronized (this) {
      fault = prepared.poll();
    }
    Forwarded forwarded = () -> forward(exchange, body);
    if (fault != null) {
      fault.happen(exchange, forwarded);
    } else {
      pass(exchange, forwarded.answer());
    }
  }

  /** The platform's own answer, as it is. */
  public static void pass(HttpExchange exchange, HttpResponse<byte[]> answer) throws IOException {
    answer
        .headers()
        .firstValue("Content-Encoding")
        .ifPresent(value -> exchange.getResponseHeaders().set("Content-Encoding", value));
    send(exchange, answer.statusCode(), answer.body());
  }

  private HttpResponse<byte[]> forward(HttpExchange exchange, byte[] body) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(platform.url()).resolve(exchange.getRequestURI()))
            .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
    for (String header :
        List.of("Authorization", "Content-Type", "Accept", "X-ApiVersion", "User-Agent")) {
      String value = exchange.getRequestHeaders().getFirst(header);
      if (value != null) {
        request.header(header, value);
      }
    }
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/xml");
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
