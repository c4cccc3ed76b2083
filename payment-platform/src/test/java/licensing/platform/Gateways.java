package licensing.platform;

import com.braintreegateway.BraintreeGateway;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The SDK, pointed at a platform of a test. */
final class Gateways {
  private static final Logger SDK_LOG = Logger.getLogger("Braintree");

  private Gateways() {}

  static BraintreeGateway of(PaymentPlatform platform) {
    return of(platform, "test-merchant", "test-private-key");
  }

  static BraintreeGateway of(PaymentPlatform platform, String merchant, String privateKey) {
    String url = "http://127.0.0.1:" + platform.port();
    var environment =
        new com.braintreegateway.Environment(
            url, "http://127.0.0.1:1", new String[0], "local", url + "/graphql");
    var gateway = new BraintreeGateway(environment, merchant, "test-public-key", privateKey);
    // After the SDK's class is loaded: its initialiser sets the level itself.
    SDK_LOG.setLevel(Level.WARNING);
    return gateway;
  }
}
