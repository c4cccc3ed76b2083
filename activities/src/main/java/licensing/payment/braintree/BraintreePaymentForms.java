package licensing.payment.braintree;

import com.braintreegateway.BraintreeGateway;
import java.net.URI;
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
      return new PaymentForm(
          token, URI.create(formBase() + SCRIPT), settings.formIntegrity(), asksTheBank());
    } catch (RuntimeException e) {
      throw new PlatformUnavailable(e);
    }
  }

  @Override
  public Origins origins() {
    return FormOrigins.of(settings.environment(), formBase(), asksTheBank());
  }

  private boolean asksTheBank() {
    return settings.requests().threeDSecure().isAsked();
  }

  private String formBase() {
    return settings.formBaseUrl().toString().replaceAll("/$", "");
  }
}
