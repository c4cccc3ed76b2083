package licensing.payment.braintree;

import java.net.URI;
import java.time.Duration;
import licensing.payment.braintree.BankConfirmations.ThreeDSecure;
import licensing.testing.FaultyPlatform;

/** Settings of one machine, changed as a test needs them. */
final class TestSettings {

  private TestSettings() {}

  static BraintreeSettings local() {
    return at(FaultyPlatform.running().address(), Duration.ofSeconds(60));
  }

  static BraintreeSettings at(URI gateway, Duration readTimeout) {
    return with(gateway, readTimeout, "", "", ThreeDSecure.OFF, false);
  }

  static BraintreeSettings threeDSecure(ThreeDSecure mode) {
    return with(FaultyPlatform.running().address(), Duration.ofSeconds(60), "", "", mode, false);
  }

  static BraintreeSettings keyed() {
    return with(
        FaultyPlatform.running().address(), Duration.ofSeconds(60), "", "", ThreeDSecure.OFF, true);
  }

  static BraintreeSettings accounts(String accounts) {
    return accounts(accounts, "");
  }

  static BraintreeSettings accounts(String accounts, String other) {
    return with(
        FaultyPlatform.running().address(),
        Duration.ofSeconds(60),
        other,
        accounts,
        ThreeDSecure.OFF,
        false);
  }

  private static BraintreeSettings with(
      URI gateway,
      Duration readTimeout,
      String account,
      String accounts,
      ThreeDSecure threeDSecure,
      boolean keyed) {
    return new BraintreeSettings(
        "local",
        gateway,
        "test-merchant",
        "test-public-key",
        "test-private-key",
        account,
        accounts,
        threeDSecure,
        keyed,
        URI.create("http://localhost:8090/"),
        true,
        false,
        "",
        URI.create("http://localhost:8080"),
        1,
        Duration.ofSeconds(5),
        readTimeout);
  }

  static BraintreeSettings of(String environment, String console, int waitsDivisor) {
    return new BraintreeSettings(
        environment,
        URI.create("http://127.0.0.1:8090"),
        "test-merchant",
        "test-public-key",
        "test-private-key",
        "",
        "",
        ThreeDSecure.OFF,
        false,
        URI.create("https://assets.braintreegateway.com"),
        true,
        false,
        "",
        URI.create(console),
        waitsDivisor,
        Duration.ofSeconds(5),
        Duration.ofSeconds(60));
  }
}
