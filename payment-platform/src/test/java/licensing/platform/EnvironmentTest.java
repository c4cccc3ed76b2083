package licensing.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvironmentTest {

  @Test
  void hasADefaultForEverything() {
    Settings settings = new Environment(Map.of()).settings();
    assertThat(settings.port()).isEqualTo(8090);
    assertThat(settings.bind()).isEqualTo("127.0.0.1");
    assertThat(settings.merchant().accounts()).containsValue("USD");
    assertThat(settings.webhookUrl()).isNull();
    assertThat(settings.control()).isFalse();
  }

  @Test
  void readsAccountsWithCurrenciesOfTheirOwn() {
    var merchant =
        new Environment(
                Map.of("PLATFORM_MERCHANT_ACCOUNT", "one,two:EUR", "PLATFORM_CURRENCY", "GBP"))
            .settings()
            .merchant();
    assertThat(merchant.accounts()).containsEntry("one", "GBP").containsEntry("two", "EUR");
    assertThat(merchant.defaultAccount()).isEqualTo("one");
  }

  @Test
  void readsOriginsAndAddresses() {
    Settings settings =
        new Environment(
                Map.of(
                    "PLATFORM_MERCHANT_ORIGINS", "https://a.example, http://b:8080",
                    "PLATFORM_PUBLIC_URL", "http://localhost:8090/"))
            .settings();
    assertThat(settings.merchantOrigins()).containsExactly("https://a.example", "http://b:8080");
    assertThat(settings.publicUrl()).isEqualTo(URI.create("http://localhost:8090"));
  }

  @ParameterizedTest
  @CsvSource({
    "PLATFORM_PORT, 65536",
    "PLATFORM_PORT, x",
    "PLATFORM_CURRENCY, DOLLAR",
    "PLATFORM_MERCHANT_ACCOUNT, one:DOLLAR",
    "PLATFORM_WEBHOOK_URL, ftp://x",
    "PLATFORM_MERCHANT_ID, a/b",
    "PLATFORM_MERCHANT_ORIGINS, https://a.example/path",
    "PLATFORM_DUPLICATE_WINDOW_SECONDS, -1",
    "PLATFORM_CONTROL, yes"
  })
  void namesTheVariableItCannotTake(String name, String value) {
    assertThatThrownBy(() -> new Environment(Map.of(name, value)).settings())
        .isInstanceOf(Environment.Invalid.class)
        .hasMessageContaining(name)
        .hasMessageContaining(value);
  }

  @Test
  void hidesTheKeysWhenPrinted() {
    Settings settings = new Environment(Map.of("PLATFORM_PRIVATE_KEY", "the-secret")).settings();
    assertThat(settings.toString()).doesNotContain("the-secret");
  }
}
