package licensing.platform;

import com.braintreegateway.BraintreeGateway;
import com.braintreegateway.Environment;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** The same sentences, asked of Braintree's sandbox with keys of one's own. */
@EnabledIfEnvironmentVariable(
    named = SandboxContractTest.MERCHANT_ID,
    matches = ".+",
    disabledReason = "no keys of a Braintree sandbox in the environment (BRAINTREE_SANDBOX_*)")
class SandboxContractTest implements GatewayContract {
  static final String MERCHANT_ID = "BRAINTREE_SANDBOX_MERCHANT_ID";

  @Override
  public BraintreeGateway gateway() {
    return new BraintreeGateway(
        Environment.SANDBOX,
        System.getenv(MERCHANT_ID),
        System.getenv("BRAINTREE_SANDBOX_PUBLIC_KEY"),
        System.getenv("BRAINTREE_SANDBOX_PRIVATE_KEY"));
  }
}
