package licensing.local.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.Map;
import licensing.local.CardFormSuite;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Where banks confirm payments if they can, and the cardholder's name is asked for: a console of
 * its own, since both are settings of the whole.
 */
@Tag(CardFormSuite.TAG)
class BankWhenOfferedTest {

  private static final Map<String, String> VARIABLES =
      Map.of(
          "BRAINTREE_THREE_D_SECURE",
          "when-offered",
          "BRAINTREE_CARDHOLDER_NAME",
          "true",
          "BRAINTREE_FORM_BASE_URL",
          "https://assets.braintreegateway.com");

  private static final String ASKS = "4000000000002503";
  private static final String NOT_TO_BE_HAD = "4000000000002990";

  @Test
  void takesWhatTheBankConfirmsAndCardsWhoseBankIsNotToBeHad() {
    try (RunningConsole console = RunningConsole.with(VARIABLES)) {
      Visits visits = new Visits(console);
      Buying buying = new Buying(visits.newBuyer());
      buying.subscribe(1);
      Page payment = buying.goOn();
      Buying.pay(payment, ASKS);
      assertThat(payment.locator("#cardholderName-error")).isVisible();
      assertThat(payment.locator(".field-error:visible")).hasCount(1);
      Buying.field(payment, "cardholderName").fill("Ada Lovelace");
      payment.locator("#pay-button").click();
      payment.frameLocator("[role=dialog] iframe").locator("#pass").click();
      buying.arriveAtHome(payment);
      assertThat(buying.visitor().sent())
          .anyMatch(
              sent ->
                  sent.url().endsWith("/payment_methods/credit_cards")
                      && sent.body().contains("\"cardholderName\":\"Ada Lovelace\""));
      payment.close();

      buying.subscribe(1);
      Page another = buying.goOn();
      Buying.fill(another, NOT_TO_BE_HAD);
      Buying.field(another, "cardholderName").fill("Ada Lovelace");
      another.locator("#pay-button").click();
      buying.arriveAtHome(another);
      // That no page's policy was violated is asserted here.
      visits.end();
    }
  }
}
