package licensing.platform;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** A merchant's payment page on an origin of its own, under a policy without inline code. */
final class MerchantPage implements AutoCloseable {
  private static final String SCRIPT =
      """
      const settings = document.getElementById('form').dataset;
      window.seen = [];
      braintree.dropin.create({
        authorization: settings.token,
        container: '#form',
        locale: settings.locale,
        threeDSecure: settings.secure === 'true',
        dataCollector: true
      }).then(form => {
        window.form = form;
        form.on('paymentMethodRequestable', () => window.seen.push('requestable'));
        form.on('noPaymentMethodRequestable', () => window.seen.push('not requestable'));
        ['render', 'close'].map(what => '3ds:authentication-modal-' + what)
          .concat('3ds:customer-canceled')
          .forEach(name => form.on(name, () => window.seen.push(name)));
        document.body.dataset.ready = 'true';
      }, error => { document.body.dataset.failed = error.message; });
      """;

  private final PaymentPlatform platform;
  private final HttpServer server;
  private final String token;

  MerchantPage(PaymentPlatform platform, String token) throws IOException {
    this.platform = platform;
    this.token = token;
    this.server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.createContext("/page", exchange -> answer(exchange, "text/html", page(exchange)));
    server.createContext("/page.js", exchange -> answer(exchange, "text/javascript", SCRIPT));
    server.start();
  }

  String url(String query) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/page?" + query;
  }

  private String page(HttpExchange exchange) {
    String query = exchange.getRequestURI().getQuery();
    return """
        <!doctype html><html lang="en"><head><title>Pay</title>
        <script src="%s" integrity="%s" crossorigin="anonymous" defer></script>
        <script src="/page.js" defer></script></head>
        <body><div id="form" data-token="%s" data-locale="%s" data-secure="%s"></div></body></html>
        """
        .formatted(
            platform.scriptUrl(),
            PaymentPlatform.scriptIntegrity(),
            token,
            query.contains("zh_CN") ? "zh_CN" : "en_US",
            query.contains("secure"));
  }

  private void answer(HttpExchange exchange, String type, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    String origin = platform.url();
    exchange.getResponseHeaders().set("Content-Type", type + "; charset=utf-8");
    exchange
        .getResponseHeaders()
        .set(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self' %s; style-src 'self'; frame-src %s"
                .formatted(origin, origin));
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
