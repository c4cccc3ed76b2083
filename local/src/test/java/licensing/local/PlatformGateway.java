package licensing.local;

import com.braintreegateway.BraintreeGateway;
import com.braintreegateway.Environment;

/** A way to the platform past everything of ours. */
public final class PlatformGateway {

  private PlatformGateway() {}

  public static BraintreeGateway of(LocalStack stack) {
    String url = stack.get("BRAINTREE_GATEWAY_URL");
    return new BraintreeGateway(
        new Environment(url, url, new String[0], "local", url),
        stack.get("BRAINTREE_MERCHANT_ID"),
        stack.get("BRAINTREE_PUBLIC_KEY"),
        stack.get("BRAINTREE_PRIVATE_KEY"));
  }
}
