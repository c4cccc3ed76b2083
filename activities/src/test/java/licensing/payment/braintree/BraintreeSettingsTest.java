package licensing.payment.braintree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Currency;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BraintreeSettingsTest {

  private static final String AT_HOME = "http://localhost:8080";
  private static final Currency USD = Currency.getInstance("USD");
  private static final String PUBLIC = "https://console.example.com";

  @Test
  void refusesThePlatformOfOneMachineForAPublicConsole() {
    assertThatThrownBy(() -> TestSettings.of("local", PUBLIC, "", 1)).hasMessageContaining(PUBLIC);
  }

  @Test
  void refusesShortenedWaitsForAPublicConsole() {
    assertThatThrownBy(() -> TestSettings.of("production", PUBLIC, "sha384-x", 60))
        .hasMessageContaining("WAITS_DIVISOR");
    assertThat(TestSettings.of("local", AT_HOME, "", 10).waits().lateSale())
        .isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void refusesAScriptWithoutItsHashInProduction() {
    assertThatThrownBy(() -> TestSettings.of("production", PUBLIC, "", 1))
        .hasMessageContaining("BRAINTREE_FORM_INTEGRITY");
  }

  @Test
  void refusesAnEnvironmentThatNobodyKnows() {
    assertThatThrownBy(() -> TestSettings.of("staging", AT_HOME, "", 1))
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
    assertThatThrownBy(() -> TestSettings.accounts(accounts))
        .hasMessageStartingWith("BRAINTREE_MERCHANT_ACCOUNTS names each currency once, like");
  }

  @Test
  void refusesAWordForThreeDSecureThatNobodyKnows() {
    assertThatThrownBy(() -> TestSettings.threeDSecure("yes"))
        .hasMessageStartingWith("BRAINTREE_THREE_D_SECURE is off, when-offered or required");
  }

  @Test
  void findsTheAccountOfACurrencyOrTheOneForAllOthers() {
    MerchantAccounts accounts = MerchantAccounts.parse("USD=acct-1, EUR=acct_2", "acct-3");
    assertThat(accounts.accountFor(USD)).hasValue("acct-1");
    assertThat(accounts.accountFor(Currency.getInstance("EUR"))).hasValue("acct_2");
    assertThat(accounts.accountFor(Currency.getInstance("GBP"))).hasValue("acct-3");
    assertThat(MerchantAccounts.parse("", "").accountFor(USD)).isEmpty();
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
