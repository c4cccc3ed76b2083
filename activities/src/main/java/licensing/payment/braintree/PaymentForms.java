package licensing.payment.braintree;

import com.braintreegateway.BraintreeGateway;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import licensing.payment.braintree.PaymentForms.Origins;

/** The platform's card form. */
public final class PaymentForms {

  /** A page waits for the form's token, so not as long as for money. */
  static final Duration PAGE_WAITS = Duration.ofSeconds(5);

  private static final String SCRIPT = "/web/dropin/1.44.1/js/dropin.min.js";

  private final BraintreeGateway gateway;
  private final BraintreeSettings settings;

  PaymentForms(BraintreeSettings settings) {
    this.gateway = Gateways.open(settings, PAGE_WAITS);
    this.settings = settings;
  }

  /**
   * What a page needs to show the form once. Asks the platform, for a few seconds at the most.
   *
   * @throws PlatformUnavailable when it does not answer, or refuses
   */
  public PaymentForm open() {
    try {
      String token = gateway.clientToken().generate();
      if (token == null || token.isBlank()) {
        throw new IllegalStateException("an answer without a client token");
      }
      return new PaymentForm(
          token, URI.create(formBase() + SCRIPT), settings.formIntegrity(), asksTheBank());
    } catch (RuntimeException e) {
      throw new PlatformUnavailable(e);
    }
  }

  /** Where the form's script, frames and calls come from: all that a page's policy must allow. */
  public Origins origins() {
    return FormOrigins.of(settings.environment(), formBase(), asksTheBank());
  }

  private boolean asksTheBank() {
    return settings.threeDSecure().isAsked();
  }

  private String formBase() {
    return settings.formBaseUrl().toString().replaceAll("/$", "");
  }

  /**
   * @param clientToken secret; for the page that shows the form alone, never stored or logged
   * @param script address of the form's script
   * @param integrity subresource integrity of that script, such as "sha384-..."; empty for the
   *     local platform alone, whose script may change with every build
   * @param threeDSecure whether the form must have the buyer's bank confirm the payment
   */
  public record PaymentForm(
      String clientToken, URI script, String integrity, boolean threeDSecure) {
    @Override
    public String toString() {
      return "PaymentForm[" + script + "]";
    }
  }

  /**
   * Origins such as "https://js.braintreegateway.com", by what a page loads from them.
   *
   * @param styles of style sheets, and of the images in them
   * @param posts where forms inside of the page may be sent to, beside the console
   */
  public record Origins(
      List<String> scripts,
      List<String> styles,
      List<String> frames,
      List<String> connections,
      List<String> posts) {
    public Origins {
      scripts = List.copyOf(scripts);
      styles = List.copyOf(styles);
      frames = List.copyOf(frames);
      connections = List.copyOf(connections);
      posts = List.copyOf(posts);
    }

    /** Whatever a page loads may come from there alone. */
    public static Origins allAt(String origin) {
      List<String> there = List.of(origin);
      return new Origins(there, there, there, there, List.of());
    }
  }

  /** The platform cannot be asked now. Nothing was charged by asking. */
  public static final class PlatformUnavailable extends RuntimeException {
    public PlatformUnavailable(Throwable cause) {
      super("the payment platform does not answer", cause);
    }
  }

  /**
   * What a page with the card form has to load, as the reference of Drop-in lists it under <a
   * href="https://braintree.github.io/braintree-web-drop-in/docs/current/#content-security-policy">
   * Content Security Policy</a>. That of 3-D Secure is added only where the bank is asked: the
   * script and the calls of Cardinal, and frames of any bank, whose address nobody can list
   * beforehand. The page sends its question into such a frame as a form, which that list passes
   * over.
   */
  static final class FormOrigins {

    private static final String ASSETS = "https://assets.braintreegateway.com";

    /** A bank is asked over https alone. */
    private static final String ANY_BANK = "https:";

    private FormOrigins() {}

    static Origins of(String environment, String formBase, boolean threeDSecure) {
      if (environment.equals("local")) {
        return Origins.allAt(formBase);
      }
      Origins form = braintree(formBase, environment.equals("sandbox") ? ".sandbox" : "");
      return threeDSecure ? withBanks(form, environment.equals("sandbox") ? "stag" : "") : form;
    }

    private static Origins braintree(String formBase, String environment) {
      return new Origins(
          List.of(formBase, ASSETS),
          List.of(ASSETS),
          List.of(ASSETS),
          List.of(
              "https://api" + environment + ".braintreegateway.com",
              "https://client-analytics" + environment + ".braintreegateway.com",
              "https://*.braintree-api.com"),
          List.of());
    }

    private static Origins withBanks(Origins form, String stage) {
      return new Origins(
          and(form.scripts(), "https://songbird" + stage + ".cardinalcommerce.com"),
          form.styles(),
          List.of(ANY_BANK),
          and(form.connections(), "https://*.cardinalcommerce.com"),
          List.of(ANY_BANK));
    }

    private static List<String> and(List<String> some, String more) {
      return Stream.concat(some.stream(), Stream.of(more)).toList();
    }
  }
}
