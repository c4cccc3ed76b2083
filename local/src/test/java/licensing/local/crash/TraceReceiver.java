package licensing.local.crash;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Takes traces as a collector does, by OTLP over HTTP. */
final class TraceReceiver implements AutoCloseable {

  private final HttpServer server;
  private final List<Span> spans = new CopyOnWriteArrayList<>();

  TraceReceiver() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/v1/traces", this::take);
    server.start();
  }

  /**
   * @param parent empty for the first of a trace
   */
  record Span(
      String program,
      String trace,
      String id,
      String parent,
      String name,
      Map<String, String> attributes) {}

  /** What sends it the traces of a program. */
  Map<String, String> settings() {
    return Map.of(
        "OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:" + server.getAddress().getPort());
  }

  List<Span> spans() {
    return List.copyOf(spans);
  }

  /** From the first of its trace to itself; empty while one of them is missing. */
  List<Span> wayTo(Span span) {
    if (span.parent().isEmpty()) {
      return List.of(span);
    }
    Optional<Span> parent =
        spans.stream()
            .filter(each -> each.trace().equals(span.trace()) && each.id().equals(span.parent()))
            .findFirst();
    List<Span> way = new ArrayList<>(parent.map(this::wayTo).orElse(List.of()));
    if (!way.isEmpty()) {
      way.add(span);
    }
    return way;
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      UnknownFieldSet request = UnknownFieldSet.parseFrom(exchange.getRequestBody());
      for (UnknownFieldSet ofProgram : messages(request, 1)) {
        String program =
            attributes(messages(ofProgram, 1).getFirst(), 1).getOrDefault("service.name", "");
        for (UnknownFieldSet ofScope : messages(ofProgram, 2)) {
          for (UnknownFieldSet span : messages(ofScope, 2)) {
            spans.add(
                new Span(
                    program,
                    hex(span, 1),
                    hex(span, 2),
                    hex(span, 4),
                    text(span, 5),
                    attributes(span, 9)));
          }
        }
      }
      exchange.sendResponseHeaders(200, -1);
    }
  }

  private static Map<String, String> attributes(UnknownFieldSet message, int number)
      throws IOException {
    Map<String, String> attributes = new HashMap<>();
    for (UnknownFieldSet pair : messages(message, number)) {
      attributes.put(text(pair, 1), text(messages(pair, 2).getFirst(), 1));
    }
    return attributes;
  }

  private static List<UnknownFieldSet> messages(UnknownFieldSet message, int number)
      throws IOException {
    List<UnknownFieldSet> messages = new ArrayList<>();
    for (ByteString each : message.getField(number).getLengthDelimitedList()) {
      messages.add(UnknownFieldSet.parseFrom(each));
    }
    return messages;
  }

  private static String text(UnknownFieldSet message, int number) {
    return bytes(message, number).toStringUtf8();
  }

  private static String hex(UnknownFieldSet message, int number) {
    return HexFormat.of().formatHex(bytes(message, number).toByteArray());
  }

  private static ByteString bytes(UnknownFieldSet message, int number) {
    return message.getField(number).getLengthDelimitedList().stream()
        .findFirst()
        .orElse(ByteString.EMPTY);
  }
}
