package licensing.payment.braintree;

import com.braintreegateway.BraintreeGateway;
import com.braintreegateway.Environment;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.slf4j.LoggerFactory;

/** Makes gateways that send a request once, and never log what is in it. */
final class Gateways {

  private static final String RETRY_POST = "sun.net.http.retryPost";
  private static final boolean RETRIES_WERE_OFF = "false".equals(System.getProperty(RETRY_POST));

  // Held here, since a logger that nobody holds may be collected together with its level.
  private static final Logger SDK_LOG;

  static {
    // The JDK would send a sale twice when the connection drops. Read by it at its first HTTP call.
    System.setProperty(RETRY_POST, "false");
    // A sale is never carried to another address.
    HttpURLConnection.setFollowRedirects(false);
    // The SDK's static initializer sets the level, so it has to have run before.
    new BraintreeGateway(Environment.SANDBOX, "-", "-", "-").getConfiguration();
    SDK_LOG = Logger.getLogger("Braintree");
    SDK_LOG.setLevel(Level.WARNING);
  }

  private Gateways() {}

  /**
   * @throws IllegalStateException when this process runs with options under which money could move
   *     twice or answers be misread
   */
  static BraintreeGateway open(BraintreeSettings settings, Duration readTimeout) {
    requireSafeProcess(settings);
    BraintreeGateway gateway =
        new BraintreeGateway(
            environment(settings),
            settings.merchantId(),
            settings.publicKey(),
            settings.privateKey());
    gateway.getConfiguration().setConnectTimeout((int) settings.connectTimeout().toMillis());
    gateway.getConfiguration().setTimeout((int) readTimeout.toMillis());
    return gateway;
  }

  private static void requireSafeProcess(BraintreeSettings settings) {
    SdkFormats.require();
    if (!RETRIES_WERE_OFF && !settings.isLocal()) {
      throw new IllegalStateException("run with -D" + RETRY_POST + "=false");
    }
    if (!RETRIES_WERE_OFF) {
      LoggerFactory.getLogger(Gateways.class)
          .warn("Not run with -D{}=false; it is set now, which may be too late", RETRY_POST);
    }
  }

  private static Environment environment(BraintreeSettings settings) {
    return switch (settings.environment()) {
      case "production" -> Environment.PRODUCTION;
      case "sandbox" -> Environment.SANDBOX;
      default -> local(settings.gatewayUrl().toString().replaceAll("/$", ""));
    };
  }

  private static Environment local(String url) {
    return new Environment(url, url, new String[0], "local", url + "/graphql");
  }
}
