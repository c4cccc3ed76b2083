package licensing.platform.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/** Routing, then the operation, then the delivery of its answer: three steps, each on its own. */
final class Exchanges implements HttpHandler {
  private static final System.Logger LOG = System.getLogger(Exchanges.class.getName());
  private static final int LARGEST_BODY = 256 * 1024;

  private final Routes routes;

  Exchanges(Routes routes) {
    this.routes = routes;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Delivery.deliver(exchange, answer(exchange));
    }
  }

  private Answer answer(HttpExchange exchange) throws IOException {
    byte[] body = read(exchange.getRequestBody());
    if (body.length > LARGEST_BODY) {
      return Answer.text(413, "The request is larger than " + LARGEST_BODY + " bytes.");
    }
    try {
      return answer(routes.find(request(exchange, body)));
    } catch (BadRequest unreadable) {
      return Answer.text(400, "The request cannot be read: " + unreadable.getMessage());
    }
  }

  private static Answer answer(Routes.Call call) {
    try {
      Answer answer = call.answer();
      LOG.log(System.Logger.Level.DEBUG, "{0} {1}", call.route().name(), answer.status());
      return answer;
    } catch (BadRequest unreadable) {
      throw unreadable;
    } catch (RuntimeException defect) {
      LOG.log(System.Logger.Level.ERROR, call.route().name() + " failed", defect);
      return Answer.text(500, "The platform failed.");
    }
  }

  private static Request request(HttpExchange exchange, byte[] body) {
    var uri = exchange.getRequestURI();
    return new Request(
        exchange.getRequestMethod(),
        uri.getPath() == null ? "" : uri.getPath(),
        exchange.getRequestHeaders(),
        Parameters.parse(uri.getRawQuery()),
        body,
        Map.of());
  }

  private static byte[] read(InputStream body) throws IOException {
    return body.readNBytes(LARGEST_BODY + 1);
  }
}
