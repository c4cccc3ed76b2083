package licensing.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** Answers each call with what a test has prepared for it, however wrong. */
public final class FakePlatform {

  /** A prepared answer. */
  public record Answer(int status, String body) {}

  private static final FakePlatform INSTANCE = new FakePlatform();

  private final HttpServer server;
  private final Map<String, List<Answer>> prepared = new ConcurrentHashMap<>();
  private final List<String> calls = new CopyOnWriteArrayList<>();

  private FakePlatform() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
  }

  public static FakePlatform running() {
    return INSTANCE;
  }

  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Forgets all that was prepared and heard. */
  public void reset() {
    prepared.clear();
    calls.clear();
  }

  /** The last answer prepared for a call is repeated for ever. */
  public void prepare(String call, int status, String body) {
    prepared.computeIfAbsent(call, key -> new ArrayList<>()).add(new Answer(status, body));
  }

  /** Such as "POST /transactions", in their order. */
  public List<String> calls() {
    return List.copyOf(calls);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath().replaceFirst("^/merchants/[^/]+", "");
    String call = exchange.getRequestMethod() + " " + path;
    exchange.getRequestBody().readAllBytes();
    calls.add(call);
    Answer answer = next(call);
    byte[] body = answer.body().getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/xml");
    exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private synchronized Answer next(String call) {
    List<Answer> answers = prepared.getOrDefault(call, List.of(new Answer(500, "")));
    return answers.size() > 1 ? answers.removeFirst() : answers.getFirst();
  }
}
