package licensing.platform.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.Map;
import licensing.platform.fault.Call;
import licensing.platform.fault.Fault;
import licensing.platform.fault.Faults;
import licensing.platform.fault.Operation;
import org.jspecify.annotations.Nullable;

/** Routing, then the operation, then the delivery of its answer: three steps, each on its own. */
record Exchanges(Routes routes, Faults faults, Subjects subjects, Interference interference)
    implements HttpHandler {
  private static final System.Logger LOG = System.getLogger(Exchanges.class.getName());
  private static final int LARGEST_BODY = 256 * 1024;

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readNBytes(LARGEST_BODY + 1);
      if (body.length > LARGEST_BODY) {
        String sentence = "The request is larger than " + LARGEST_BODY + " bytes.";
        Delivery.deliver(exchange, Answer.text(413, sentence));
      } else {
        answer(exchange, body);
      }
    }
  }

  private void answer(HttpExchange exchange, byte[] body) throws IOException {
    Routes.Call call;
    try {
      call = routes.find(request(exchange, body));
    } catch (BadRequest unreadable) {
      Delivery.deliver(exchange, refusal(unreadable));
      return;
    }
    switch (fault(call)) {
      case null -> Delivery.deliver(exchange, answer(call));
      case Fault.OnTheWay fault -> interference.deliver(exchange, () -> answer(call), fault);
      case Fault.InTheOperation fault -> Delivery.deliver(exchange, answer(call.with(fault)));
      case Fault.OfAWebhook impossible -> throw new IllegalStateException(impossible.label());
    }
  }

  private @Nullable Fault fault(Routes.Call call) {
    return Operation.named(call.route().name())
        .flatMap(
            operation ->
                faults.decide(
                    new Call(operation, () -> subjects.orderOf(operation, call.request()))))
        .orElse(null);
  }

  private static Answer answer(Routes.Call call) {
    try {
      Answer answer = call.answer();
      LOG.log(System.Logger.Level.DEBUG, "{0} {1}", call.route().name(), answer.status());
      return answer;
    } catch (BadRequest unreadable) {
      return refusal(unreadable);
    } catch (RuntimeException defect) {
      LOG.log(System.Logger.Level.ERROR, call.route().name() + " failed", defect);
      return Answer.text(500, "The platform failed.");
    }
  }

  private static Answer refusal(BadRequest unreadable) {
    return Answer.text(400, "The request cannot be read: " + unreadable.getMessage());
  }

  private static Request request(HttpExchange exchange, byte[] body) {
    var uri = exchange.getRequestURI();
    return new Request(
        exchange.getRequestMethod(),
        uri.getPath() == null ? "" : uri.getPath(),
        exchange.getRequestHeaders(),
        Parameters.parse(uri.getRawQuery()),
        body,
        Map.of(),
        exchange.getRemoteAddress().getAddress(),
        null);
  }
}
