package licensing.payment.braintree;

import com.braintreegateway.BraintreeGateway;
import java.net.URI;
import java.util.List;
import licensing.edge.PaymentForms;

final class BraintreePaymentForms implements PaymentForms {

  private static final String SCRIPT = "/web/dropin/1.44.1/js/dropin.min.js";

  private final BraintreeGateway gateway;
  private final BraintreeSettings settings;

  BraintreePaymentForms(BraintreeGateway gateway, BraintreeSettings settings) {
    this.gateway = gateway;
    this.settings = settings;
  }

  @Override
  public PaymentForm open() {
    try {
      String token = gateway.clientToken().generate();
      if (token == null || token.isBlank()) {
        throw new IllegalStateException("an answer without a client token");
      }
      return new PaymentForm(token, URI.create(formBase() + SCRIPT), settings.formIntegrity());
    } catch (RuntimeException e) {
      throw new PlatformUnavailable(e);
    }
  }

  /** The platform's own list for a page's policy; the local platform serves all by itself. */
  @Override
  public Origins origins() {
    return switch (settings.environment()) {
      case "production" -> braintree("https://api.braintreegateway.com", "");
      case "sandbox" -> braintree("https://api.sandbox.braintreegateway.com", ".sandbox");
      default -> new Origins(List.of(formBase()), List.of(formBase()), List.of(formBase()));
    };
  }

  private Origins braintree(String api, String environment) {
    return new Origins(
        List.of(formBase(), "https://assets.braintreegateway.com"),
        List.of("https://assets.braintreegateway.com"),
        List.of(
            api,
            "https://client-analytics" + environment + ".braintreegateway.com",
            "https://*.braintree-api.com"));
  }

  private String formBase() {
    return settings.formBaseUrl().toString().replaceAll("/$", "");
  }
}
