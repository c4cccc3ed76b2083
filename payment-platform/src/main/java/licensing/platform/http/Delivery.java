package licensing.platform.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.GZIPOutputStream;

/** Puts an answer on the wire. It runs after the operation: whatever it loses has happened. */
final class Delivery {
  private Delivery() {}

  static void deliver(HttpExchange exchange, Answer answer) throws IOException {
    byte[] body = begin(exchange, answer);
    if (body.length > 0) {
      exchange.getResponseBody().write(body);
    }
  }

  /** The connection ends where the other half should come. */
  static void deliverHalf(HttpExchange exchange, Answer answer) throws IOException {
    byte[] body = begin(exchange, answer);
    exchange.getResponseBody().write(body, 0, body.length / 2);
    exchange.getResponseBody().flush();
  }

  /** Sends the head and returns the body in the encoding that the head names. */
  private static byte[] begin(HttpExchange exchange, Answer answer) throws IOException {
    var headers = exchange.getResponseHeaders();
    headers.set("Content-Type", answer.contentType());
    headers.set("X-Content-Type-Options", "nosniff");
    answer.headers().forEach(headers::set);
    byte[] body = answer.body();
    if (wantsGzip(exchange)) {
      headers.set("Content-Encoding", "gzip");
      body = gzip(body);
    }
    headers.set("Vary", "Accept-Encoding");
    exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
    return body;
  }

  private static boolean wantsGzip(HttpExchange exchange) {
    String accepted = exchange.getRequestHeaders().getFirst("Accept-Encoding");
    return accepted != null && accepted.contains("gzip");
  }

  private static byte[] gzip(byte[] body) throws IOException {
    var packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed)) {
      gzip.write(body);
    }
    return packed.toByteArray();
  }
}
