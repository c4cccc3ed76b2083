package licensing.payment.braintree;

import com.braintreegateway.BraintreeGateway;
import java.net.URI;
import java.time.Duration;
import java.util.List;

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
}
