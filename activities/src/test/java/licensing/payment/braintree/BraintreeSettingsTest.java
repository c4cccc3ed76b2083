package licensing.payment.braintree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

class BraintreeSettingsTest {

  private static final String AT_HOME = "http://localhost:8080";
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
