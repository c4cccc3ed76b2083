package licensing.payment.braintree;

import com.braintreegateway.BraintreeGateway;
import com.braintreegateway.ClientTokenRequest;
import java.net.URI;
import java.time.Duration;
import java.util.Currency;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The platform's card form. */
public final class PaymentForms {

  /** A page waits for the form's token, so not as long as for money. */
  static final Duration PAGE_WAITS = Duration.ofSeconds(5);

  private final BraintreeGateway gateway;
  private final BraintreeSettings settings;

  PaymentForms(BraintreeSettings settings) {
    this.gateway = Gateways.open(settings, PAGE_WAITS);
    this.settings = settings;
  }

  /**
   * What a page needs to show the form once. Asks the platform, for a few seconds at the most.
   *
   * @param currency of what is paid: its account decides about cards and banks
   * @throws PlatformUnavailable when it does not answer, or refuses
   */
  public PaymentForm open(Currency currency) {
    try {
      var request = new ClientTokenRequest();
      settings.accountFor(currency).ifPresent(request::merchantAccountId);
      String token = gateway.clientToken().generate(request);
      if (token == null || token.isBlank()) {
        throw new IllegalStateException("an answer without a client token");
      }
      return new PaymentForm(token, hostMap(), asksTheBank(), settings.deviceData(), fields());
    } catch (RuntimeException e) {
      throw new PlatformUnavailable(e);
    }
  }

  /** What the form's scripts load and call: all that a page's policy must allow. */
  public Origins origins() {
    return settings.standIn().isPresent()
        ? Origins.allAt(settings.standIn().get())
        : FormOrigins.of(settings.environment(), asksTheBank(), settings.deviceData());
  }

  /** By the names that the platform's client has for them. */
  private List<String> fields() {
    return settings.cardholderName()
        ? List.of("number", "expirationDate", "cvv", "cardholderName")
        : List.of("number", "expirationDate", "cvv");
  }

  private boolean asksTheBank() {
    return settings.threeDSecure().isAsked();
  }

  private @Nullable URI hostMap() {
    return settings.standIn().map(standIn -> URI.create(standIn + "/loopback.js")).orElse(null);
  }

  /**
   * @param clientToken secret; for the page that shows the form alone, never stored or logged
   * @param hostMap a script that leads what is addressed to the platform's hosts to the stand-in;
   *     null where those hosts are meant
   * @param threeDSecure whether the form must have the buyer's bank confirm the payment
   * @param deviceData whether the platform's fraud tools look at the browser
   * @param fields what the buyer fills in, in this order
   */
  public record PaymentForm(
      String clientToken,
      @Nullable URI hostMap,
      boolean threeDSecure,
      boolean deviceData,
      List<String> fields) {
    public PaymentForm {
      fields = List.copyOf(fields);
    }

    @Override
    public String toString() {
      return "PaymentForm[" + hostMap + "]";
    }
  }

  /**
   * Origins such as "https://assets.braintreegateway.com", by what a page loads from them.
   *
   * @param posts where forms inside of the page may be sent to, beside the console
   */
  public record Origins(
      List<String> scripts,
      List<String> images,
      List<String> frames,
      List<String> connections,
      List<String> posts) {
    public Origins {
      scripts = List.copyOf(scripts);
      images = List.copyOf(images);
      frames = List.copyOf(frames);
      connections = List.copyOf(connections);
      posts = List.copyOf(posts);
    }

    /** Whatever a page loads may come from there alone. */
    public static Origins allAt(String origin) {
      List<String> there = List.of(origin);
      return new Origins(there, there, there, there, there);
    }
  }

  /** The platform cannot be asked now. Nothing was charged by asking. */
  public static final class PlatformUnavailable extends RuntimeException {
    public PlatformUnavailable(Throwable cause) {
      super("the payment platform does not answer", cause);
    }
  }

  /**
   * What a page with the card form has to load, as far as the scripts of braintree-web 3.144.0
   * show: they come from the console itself, and so does no line of this list. That of 3-D Secure
   * is added only where the bank is asked: the script and the calls of Cardinal, whose domain
   * changes, and frames of any bank, whose address nobody can list beforehand. The page sends its
   * question into such a frame as a form.
   */
  static final class FormOrigins {

    /** The card's fields. */
    private static final String ASSETS = "https://assets.braintreegateway.com";

    /** Where the scripts write how they fare; in every environment. */
    private static final String ANALYTICS = "https://www.paypal.com";

    /** The collector of device data, and where it and its beacons send what they see. */
    private static final String COLLECTOR = "https://c.paypal.com";

    private static final String BEACON = "https://b.stats.paypal.com";

    /** A bank is asked over https alone. */
    private static final String ANY_BANK = "https:";

    private FormOrigins() {}

    static Origins of(String environment, boolean threeDSecure, boolean deviceData) {
      boolean production = environment.equals("production");
      Origins form = braintree(production ? "" : ".sandbox");
      Origins seen = deviceData ? withCollector(form) : form;
      return threeDSecure ? withBanks(seen, production ? "" : "stag") : seen;
    }

    private static Origins braintree(String environment) {
      return new Origins(
          List.of(),
          List.of(),
          List.of(ASSETS),
          List.of(
              "https://api" + environment + ".braintreegateway.com",
              "https://*.braintree-api.com",
              ANALYTICS),
          List.of());
    }

    private static Origins withCollector(Origins form) {
      return new Origins(
          and(form.scripts(), COLLECTOR),
          and(form.images(), COLLECTOR, BEACON),
          and(form.frames(), COLLECTOR),
          and(form.connections(), COLLECTOR),
          form.posts());
    }

    private static Origins withBanks(Origins form, String stage) {
      return new Origins(
          and(
              form.scripts(),
              "https://songbird" + stage + ".cardinalcommerce.com",
              "https://*.cardinaltrusted.com"),
          form.images(),
          List.of(ANY_BANK),
          and(
              form.connections(),
              "https://*.cardinalcommerce.com",
              "https://*.cardinaltrusted.com"),
          List.of(ANY_BANK));
    }

    private static List<String> and(List<String> some, String... more) {
      return Stream.concat(some.stream(), Stream.of(more)).toList();
    }
  }
}
