package licensing.platform;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import licensing.platform.control.Control;
import licensing.platform.fault.Faults;
import licensing.platform.form.CardForm;
import licensing.platform.form.ClientTokens;
import licensing.platform.form.Origins;
import licensing.platform.gateway.Gateway;
import licensing.platform.http.HttpFront;
import licensing.platform.http.Route;
import licensing.platform.http.Routes;
import licensing.platform.ledger.Ledger;
import licensing.platform.ledger.Secrets;
import licensing.platform.page.LedgerPage;
import licensing.platform.webhook.WebhookKind;
import licensing.platform.webhook.Webhooks;

/** A running stand-in for Braintree: as a program of its own, or inside a test. */
public final class PaymentPlatform implements AutoCloseable {
  private final Settings settings;
  private final Ledger ledger;
  private final Faults faults;
  private final HttpFront front;
  private final Webhooks webhooks;

  private PaymentPlatform(Settings settings, InstantSource clock) throws IOException {
    this.settings = settings;
    this.ledger = Ledger.open(settings.ledger(), clock, settings.lifetimes());
    try {
      this.front = HttpFront.bind(new InetSocketAddress(settings.bind(), settings.port()));
    } catch (IOException | RuntimeException taken) {
      ledger.close();
      throw taken;
    }
    this.faults = new Faults(ledger);
    this.webhooks = new Webhooks(ledger, settings.merchant(), settings.webhookUrl(), faults);
    var secrets = new Secrets(settings.merchant().privateKey());
    var gateway = new Gateway(settings.merchant(), ledger, secrets, settings.lifetimes());
    front.serve(new Routes(routes(gateway, secrets, clock)), faults, gateway.subjects());
  }

  /**
   * @throws IOException if the port cannot be had
   */
  public static PaymentPlatform start(Settings settings) throws IOException {
    return start(settings, InstantSource.system());
  }

  /**
   * @param clock the platform's time: tests let hours pass by it
   * @throws IOException if the port cannot be had
   */
  public static PaymentPlatform start(Settings settings, InstantSource clock) throws IOException {
    return new PaymentPlatform(settings, clock);
  }

  public int port() {
    return front.port();
  }

  /** Its address as browsers and the merchant's server call it, without a slash at the end. */
  public String url() {
    URI publicUrl = settings.publicUrl();
    return publicUrl == null ? "http://127.0.0.1:" + port() : publicUrl.toString();
  }

  /** As {@link Webhooks#send}. */
  public Optional<String> send(WebhookKind kind, String transactionId) {
    return webhooks.send(kind, transactionId);
  }

  /** As {@link Webhooks#sign}. */
  public Optional<Webhooks.Signed> sign(WebhookKind kind, String transactionId) {
    return webhooks.sign(kind, transactionId);
  }

  /** What goes wrong here on demand; for tests in the same process. */
  public Faults faults() {
    return faults;
  }

  private List<Route> routes(Gateway gateway, Secrets secrets, InstantSource clock) {
    var merchant = settings.merchant();
    var tokens = new ClientTokens(merchant.id(), this::url, secrets, clock);
    var origins = new Origins(settings.merchantOrigins());
    var form = new CardForm(tokens, ledger, secrets, settings.lifetimes(), origins, clock);
    List<Route> routes = new ArrayList<>(gateway.routes(tokens, settings.searchPageSize()));
    routes.addAll(form.routes(merchant.id()));
    routes.addAll(new LedgerPage(ledger, gateway, webhooks, settings.control()).routes());
    if (settings.control()) {
      routes.addAll(new Control(faults, ledger, gateway, webhooks).routes());
    }
    return routes;
  }

  /** Requests under way are answered before the ledger is closed. */
  @Override
  public void close() {
    front.close();
    webhooks.close();
    ledger.close();
  }

  /** Runs until it is told to stop. A setting it cannot take ends it with code 2 and a sentence. */
  public static void main(String[] arguments) throws InterruptedException {
    PaymentPlatform platform = null;
    try {
      platform = start(new Environment(System.getenv()).settings());
    } catch (Environment.Invalid | licensing.platform.ledger.LedgerFailure invalid) {
      stop(String.valueOf(invalid.getMessage()));
    } catch (IOException taken) {
      stop("The address PLATFORM_BIND and PLATFORM_PORT name cannot be had: " + taken.getMessage());
    }
    if (platform != null) {
      Runtime.getRuntime().addShutdownHook(new Thread(platform::close));
      System.out.println("payment platform: ready on " + platform.url());
      new CountDownLatch(1).await();
    }
  }

  private static void stop(String sentence) {
    System.err.println("payment platform: " + sentence);
    System.exit(2);
  }
}
