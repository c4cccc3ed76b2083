package licensing.webhook.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** Somebody else's software, that takes messages, or does what a test says. */
final class Receiver implements AutoCloseable {

  /** What it does with a message. */
  interface Reaction {
    void to(HttpExchange exchange) throws IOException, InterruptedException;
  }

  /** As it arrived. */
  record Received(Map<String, String> headers, String payload) {

    String id() {
      return headers.get("webhook-id");
    }
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Received> received = new CopyOnWriteArrayList<>();
  private final AtomicInteger now = new AtomicInteger();
  private final AtomicInteger mostAtOnce = new AtomicInteger();
  private volatile Reaction reaction = answering(204);

  Receiver() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::take);
    server.start();
  }

  static Reaction answering(int status, String... headers) {
    return exchange -> {
      for (int i = 0; i < headers.length; i += 2) {
        exchange.getResponseHeaders().set(headers[i], headers[i + 1]);
      }
      exchange.sendResponseHeaders(status, -1);
    };
  }

  static Reaction saying(int status, byte[] words) {
    return exchange -> {
      exchange.sendResponseHeaders(status, 0);
      exchange.getResponseBody().write(words);
    };
  }

  /** Until the other end has enough of it. */
  static Reaction hanging() {
    return exchange -> Thread.sleep(Duration.ofMinutes(1));
  }

  /** A byte now and then, which no limit on silence ends. */
  static Reaction dripping() {
    return exchange -> {
      exchange.sendResponseHeaders(200, 0);
      while (true) {
        exchange.getResponseBody().write('.');
        exchange.getResponseBody().flush();
        Thread.sleep(Duration.ofMillis(50));
      }
    };
  }

  void reacts(Reaction to) {
    reaction = to;
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/hooks";
  }

  List<Received> received() {
    return List.copyOf(received);
  }

  int mostAtOnce() {
    return mostAtOnce.get();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void take(HttpExchange exchange) throws IOException {
    Map<String, String> headers =
        exchange.getRequestHeaders().entrySet().stream()
            .collect(
                Collectors.toMap(
                    each -> each.getKey().toLowerCase(),
                    each -> String.join(", ", each.getValue())));
    received.add(new Received(headers, new String(exchange.getRequestBody().readAllBytes())));
    mostAtOnce.accumulateAndGet(now.incrementAndGet(), Math::max);
    try (exchange) {
      reaction.to(exchange);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      now.decrementAndGet();
    }
  }
}
