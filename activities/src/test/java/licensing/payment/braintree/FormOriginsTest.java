package licensing.payment.braintree;

import static org.assertj.core.api.Assertions.assertThat;

import licensing.payment.braintree.PaymentForms.FormOrigins;
import licensing.payment.braintree.PaymentForms.Origins;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormOriginsTest {

  private static final String FORM = "https://js.braintreegateway.com";

  @ParameterizedTest
  @CsvSource({"sandbox, api.sandbox", "production, api"})
  void namesThePlatformAloneWhereNoBankIsAsked(String environment, String api) {
    Origins origins = FormOrigins.of(environment, FORM, false);

    assertThat(origins.scripts()).containsExactly(FORM, "https://assets.braintreegateway.com");
    assertThat(origins.styles()).containsExactly("https://assets.braintreegateway.com");
    assertThat(origins.frames()).containsExactly("https://assets.braintreegateway.com");
    assertThat(origins.connections()).contains("https://" + api + ".braintreegateway.com");
    assertThat(origins.posts()).isEmpty();
    assertThat(origins.toString()).doesNotContain("cardinal");
  }

  @ParameterizedTest
  @CsvSource({"sandbox, songbirdstag", "production, songbird"})
  void letsTheBanksInWhereTheyAreAsked(String environment, String script) {
    Origins origins = FormOrigins.of(environment, FORM, true);

    assertThat(origins.scripts())
        .containsExactly(
            FORM,
            "https://assets.braintreegateway.com",
            "https://" + script + ".cardinalcommerce.com");
    assertThat(origins.frames()).containsExactly("https:");
    assertThat(origins.connections()).contains("https://*.cardinalcommerce.com");
    assertThat(origins.posts()).containsExactly("https:");
  }

  @Test
  void namesOneMachineAloneForTheStandIn() {
    assertThat(FormOrigins.of("local", "http://localhost:8090", true))
        .isEqualTo(Origins.allAt("http://localhost:8090"));
  }
}
