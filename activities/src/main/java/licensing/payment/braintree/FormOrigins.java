package licensing.payment.braintree;

import java.util.List;
import java.util.stream.Stream;
import licensing.payment.braintree.PaymentForms.Origins;

/**
 * What a page with the card form has to load, as the reference of Drop-in lists it under <a
 * href="https://braintree.github.io/braintree-web-drop-in/docs/current/#content-security-policy">
 * Content Security Policy</a>. That of 3-D Secure is added only where the bank is asked: the script
 * and the calls of Cardinal, and frames of any bank, whose address nobody can list beforehand. The
 * page sends its question into such a frame as a form, which that list passes over.
 */
final class FormOrigins {

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
