package licensing.payment.braintree;

import static org.assertj.core.api.Assertions.assertThat;

import licensing.payment.braintree.BankConfirmations.ThreeDSecure;
import licensing.payment.braintree.PaymentForms.FormOrigins;
import licensing.payment.braintree.PaymentForms.Origins;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormOriginsTest {

  private static final String ASSETS = "https://assets.braintreegateway.com";

  @ParameterizedTest
  @CsvSource({"sandbox, api.sandbox", "production, api"})
  void namesThePlatformAloneWhereNoBankIsAsked(String environment, String api) {
    Origins origins = FormOrigins.of(environment, false, false);

    assertThat(origins.scripts()).isEmpty();
    assertThat(origins.images()).isEmpty();
    assertThat(origins.frames()).containsExactly(ASSETS);
    assertThat(origins.connections())
        .containsExactly(
            "https://" + api + ".braintreegateway.com",
            "https://*.braintree-api.com",
            "https://www.paypal.com");
    assertThat(origins.posts()).isEmpty();
  }

  @Test
  void letsTheCollectorInWhereDeviceDataIsWanted() {
    Origins origins = FormOrigins.of("production", false, true);

    assertThat(origins.scripts()).containsExactly("https://c.paypal.com");
    assertThat(origins.images())
        .containsExactly("https://c.paypal.com", "https://b.stats.paypal.com");
    assertThat(origins.frames()).containsExactly(ASSETS, "https://c.paypal.com");
    assertThat(origins.connections()).contains("https://c.paypal.com");
    assertThat(origins.toString()).doesNotContain("cardinal");
  }

  @ParameterizedTest
  @CsvSource({"sandbox, songbirdstag", "production, songbird"})
  void letsTheBanksInWhereTheyAreAsked(String environment, String script) {
    Origins origins = FormOrigins.of(environment, true, false);

    assertThat(origins.scripts())
        .containsExactly(
            "https://" + script + ".cardinalcommerce.com", "https://*.cardinaltrusted.com");
    assertThat(origins.frames()).containsExactly("https:");
    assertThat(origins.connections())
        .contains("https://*.cardinalcommerce.com", "https://*.cardinaltrusted.com");
    assertThat(origins.posts()).containsExactly("https:");
  }

  @Test
  void namesOneMachineAloneForTheStandIn() {
    var forms = new PaymentForms(TestSettings.threeDSecure(ThreeDSecure.REQUIRED));

    assertThat(forms.origins()).isEqualTo(Origins.allAt("http://localhost:8090"));
  }

  @Test
  void namesThePlatformsOwnHostsWhereABrowserIsMadeToFindTheStandInByThem() {
    var forms = new PaymentForms(TestSettings.of("local", "http://localhost:8080", 1));

    assertThat(forms.origins()).isEqualTo(FormOrigins.of("sandbox", false, true));
  }
}
