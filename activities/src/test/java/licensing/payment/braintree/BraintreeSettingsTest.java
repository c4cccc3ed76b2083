package licensing.payment.braintree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Currency;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import licensing.payment.braintree.BankConfirmations.ThreeDSecure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class BraintreeSettingsTest {

  private static final String AT_HOME = "http://localhost:8080";
  private static final Currency USD = Currency.getInstance("USD");
  private static final String PUBLIC = "https://console.example.com";

  @Test
  void refusesThePlatformOfOneMachineForAPublicConsole() {
    assertThatThrownBy(() -> TestSettings.of("local", PUBLIC, 1)).hasMessageContaining(PUBLIC);
  }

  @Test
  void refusesShortenedWaitsForAPublicConsole() {
    assertThatThrownBy(() -> TestSettings.of("production", PUBLIC, 60))
        .hasMessageContaining("WAITS_DIVISOR");
    assertThat(TestSettings.of("local", AT_HOME, 10).waits().lateSale())
        .isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void refusesAnEnvironmentThatNobodyKnows() {
    assertThatThrownBy(() -> TestSettings.of("staging", AT_HOME, 1))
        .hasMessageContaining("staging");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "USD",
        "USD=",
        "usd=a",
        "XYZ=a",
        "USD=a,",
        "USD=a,USD=b",
        "USD=a b",
        "USD=a;EUR=b",
        "=a"
      })
  void refusesMerchantAccountsThatAreNone(String accounts) {
    assertThatThrownBy(() -> TestSettings.accounts(accounts, ""))
        .hasMessageStartingWith("BRAINTREE_MERCHANT_ACCOUNTS names each currency once, like");
  }

  @ParameterizedTest
  @CsvSource({"off, OFF", "when-offered, WHEN_OFFERED", "Required, REQUIRED"})
  void readsWhetherTheBankIsAsked(String said, ThreeDSecure meant) {
    assertThat(bound(said).threeDSecure()).isEqualTo(meant);
  }

  /** Spring lists the words that there are. */
  @Test
  void refusesAWordForThreeDSecureThatNobodyKnows() {
    assertThatThrownBy(() -> bound("always"))
        .hasMessageContaining("braintree.three-d-secure")
        .hasStackTraceContaining("always");
  }

  private static BraintreeSettings bound(String threeDSecure) {
    var values =
        Map.of(
            "braintree.merchant-id", "m",
            "braintree.public-key", "p",
            "braintree.private-key", "s",
            "braintree.three-d-secure", threeDSecure);
    return new Binder(new MapConfigurationPropertySource(values))
        .bindOrCreate("braintree", BraintreeSettings.class);
  }

  @Test
  void findsTheAccountOfACurrencyOrTheOneForAllOthers() {
    BraintreeSettings some = TestSettings.accounts("USD=acct-1, EUR=acct_2", "acct-3");
    assertThat(some.accountFor(USD)).hasValue("acct-1");
    assertThat(some.accountFor(Currency.getInstance("EUR"))).hasValue("acct_2");
    assertThat(some.accountFor(Currency.getInstance("GBP"))).hasValue("acct-3");
    assertThat(TestSettings.accounts("", "").accountFor(USD)).isEmpty();
  }

  @Test
  void showsNoKeys() {
    assertThat(TestSettings.local().toString()).doesNotContain("key");
  }

  @Test
  void keepsTheSdkFromLoggingWhatItSends() {
    Gateways.open(TestSettings.local(), Duration.ofSeconds(1));

    assertThat(Logger.getLogger("Braintree").getLevel()).isEqualTo(Level.WARNING);
    assertThat(System.getProperty("sun.net.http.retryPost")).isEqualTo("false");
  }
}
