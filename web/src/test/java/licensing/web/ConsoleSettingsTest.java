package licensing.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import licensing.web.ConsoleSettings.UnsafeSetting;
import licensing.web.ConsoleSettings.UnsafeSettingAnalysis;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConsoleSettingsTest {

  private static final URI TEMPORAL_UI = URI.create("http://localhost:8233");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://console.example.com", "https://console.example.com/", "https://localhost:8443",
        "http://localhost:8080", "http://127.0.0.1:8080", "http://[::1]:8080"
      })
  void acceptsHttpsAndLoopback(String url) {
    assertThat(settings(url, 1).baseUrl()).hasToString(url);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://console.example.com",
        "http://192.168.0.1:8080",
        "http://localhost.example.com",
        "http://127.0.0.1.example.com",
        "ftp://localhost",
        "https://example.com/console",
        "https://user@example.com",
        "https://example.com?a=b",
        "localhost:8080",
        "/",
        ""
      })
  void refusesEverythingElse(String url) {
    assertThatThrownBy(() -> settings(url, 1))
        .isInstanceOf(UnsafeSetting.class)
        .hasMessageContaining("CONSOLE_BASE_URL");
  }

  @Test
  void shortensWaitsOnOneMachineAlone() {
    assertThat(settings("http://localhost:8080", 60).waits().paying()).hasSeconds(30);
    assertThatThrownBy(() -> settings("https://console.example.com", 60))
        .isInstanceOf(UnsafeSetting.class)
        .hasMessageContaining("WAITS_DIVISOR");
    assertThatThrownBy(() -> settings("http://localhost:8080", 0))
        .isInstanceOf(UnsafeSetting.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "10.0.1.0/33", "the balancer", "10.0.1.0/24 10.0.2.7"})
  void believesNoProxyThatIsNotNamed(String proxies) {
    URI address = URI.create("https://console.example.com");
    assertThatThrownBy(() -> new ConsoleSettings(address, TEMPORAL_UI, 1, proxies, "required"))
        .isInstanceOf(UnsafeSetting.class)
        .hasMessageContaining("CONSOLE_PROXIES");
  }

  @Test
  void doesWithoutASecondFactorOnOneMachineAlone() {
    assertThat(secondFactor("http://localhost:8080", "off").requiresSecondFactor()).isFalse();
    assertThat(secondFactor("http://localhost:8080", "required").requiresSecondFactor()).isTrue();
    assertThatThrownBy(() -> secondFactor("https://console.example.com", "off"))
        .isInstanceOf(UnsafeSetting.class)
        .hasMessageContaining("SECOND_FACTOR");
    assertThatThrownBy(() -> secondFactor("http://localhost:8080", "Off"))
        .isInstanceOf(UnsafeSetting.class)
        .hasMessageContaining("SECOND_FACTOR");
  }

  private static ConsoleSettings secondFactor(String url, String secondFactor) {
    return new ConsoleSettings(URI.create(url), TEMPORAL_UI, 1, "10.0.1.0/24", secondFactor);
  }

  @Test
  void saysWhyInOneSentence() {
    var refusal = new IllegalStateException("wrapped", new UnsafeSetting("It is unsafe."));
    assertThat(new UnsafeSettingAnalysis().analyze(refusal).getDescription())
        .isEqualTo("It is unsafe.");
  }

  private static ConsoleSettings settings(String url, int divisor) {
    return new ConsoleSettings(
        URI.create(url), TEMPORAL_UI, divisor, "10.0.1.0/24, 10.0.2.7", "required");
  }
}
