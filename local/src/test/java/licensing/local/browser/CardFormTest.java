package licensing.local.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.util.Map;
import java.util.regex.Pattern;
import licensing.local.CardFormSuite;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The platform's fields on our page, and the platform's client as it is without them. */
@Tag(CardFormSuite.TAG)
@ExtendWith(InBrowser.class)
class CardFormTest {

  private static final String GRAPH_QL = "**/graphql";

  private final Buying buying;
  private final Page payment;

  CardFormTest(Visits visits) {
    buying = new Buying(visits.newBuyer());
    buying.subscribe(1);
    payment = buying.goOn();
  }

  @Test
  void saysAtEachFieldWhatIsWrongAndSendsNothing() {
    field("cvv").fill("12");
    // What is told of the field that is left must not push the button away from under the pointer.
    payment.locator("#pay-button").hover();
    payment.mouse().down();
    assertThat(payment.locator("#card-cvv")).hasClass(Pattern.compile("hosted-fields-invalid"));
    payment.mouse().up();

    assertThat(payment.locator(".field-error:visible")).hasCount(3);
    assertThat(payment.locator("#pay-message")).containsText("Nothing was sent");
    assertThat(field("number")).isFocused();
    assertThat(field("number")).hasAttribute("aria-invalid", "true");
    assertThat(field("number"))
        .hasAccessibleDescription("Enter the card number as it stands on the card.");

    Buying.fill(payment, Buying.GOOD_CARD);
    field("cvv").blur();
    assertThat(payment.locator(".field-error:visible")).hasCount(0);
    payment.locator("#pay-button").click();
    buying.arriveAtHome(payment);
  }

  @ParameterizedTest
  @CsvSource({
    "number, 4111111111111112",
    "number, 411111",
    "expirationDate, 13/40",
    "expirationDate, 01/20",
    "cvv, 12"
  })
  void marksAFieldThatIsLeftWrong(String name, String typed) {
    Buying.fill(payment, Buying.GOOD_CARD);
    field(name).fill(typed);
    // As a buyer leaves it: for something on our page, which is in another process.
    payment.locator("#pay h2").click();

    assertThat(payment.locator(".field-error:visible")).hasCount(1);
    assertThat(payment.locator("#" + name + "-error")).isVisible();
  }

  @ParameterizedTest
  @CsvSource({"4111, Visa", "5555, Mastercard", "3782, American Express", "6011, Discover"})
  void namesTheBrandOfTheCard(String typed, String brand) {
    field("number").fill(typed);

    assertThat(payment.locator("#card-brand")).hasText(brand);
    field("number").fill("");
    assertThat(payment.locator("#card-brand")).hasText("");
  }

  @Test
  void isSentByTheEnterKeyInAField() {
    Buying.fill(payment, Buying.GOOD_CARD);
    field("cvv").press("Enter");

    buying.arriveAtHome(payment);
  }

  @Test
  void aClickOnTheLabelLeadsIntoTheField() {
    payment.locator("#cvv-label").click();

    assertThat(field("cvv")).isFocused();
  }

  @Test
  void theClientTokenizesByGraphQl() {
    Map<?, ?> card = card(tokenized("4111111111111111", "12/2039", true));

    assertThat(graphQlWasAsked()).isTrue();
    assertThat(card.get("nonce").toString()).startsWith("tokencc_");
    assertThat(details(card)).containsEntry("cardType", "Visa").containsEntry("lastFour", "1111");
  }

  @Test
  void theClientTokenizesByItsOlderApiWhereNothingAnswersGraphQl() {
    payment.route(GRAPH_QL, Route::abort);
    payment.reload();
    assertThat(payment.locator("#pay-button")).isEnabled();

    Map<?, ?> card = card(tokenized("5555555555554444", "12/2039", true));
    assertThat(card.get("nonce").toString()).startsWith("tokencc_");
    assertThat(details(card)).containsEntry("cardType", "MasterCard");
    assertThat(tokenized("4111111111111112", "12/2039", true).toString()).contains("81715");
    payment.unroute(GRAPH_QL);
  }

  @Test
  void theClientIsToldWhichFieldIsWrong() {
    assertThat(tokenized("4111111111111112", "12/2039", true).toString())
        .contains("number", "81715");
    assertThat(tokenized("4111111111111111", "12/2020", true).toString())
        .contains("expirationDate", "81710");
    assertThat(card(tokenized("4111111111111111", "12/2020", false)).get("nonce")).isNotNull();
  }

  private Locator field(String name) {
    return Buying.field(payment, name);
  }

  /** As a page does it that has no fields of the platform; what is refused is given as it is. */
  private Map<?, ?> tokenized(String number, String expirationDate, boolean validate) {
    return (Map<?, ?>)
        payment.evaluate(
            """
            async ([number, expirationDate, validate]) => {
              const authorization = document.getElementById('pay').dataset.authorization;
              const client = await braintree.client.create({authorization});
              return client.request({
                endpoint: 'payment_methods/credit_cards',
                method: 'post',
                data: {creditCard: {number, expirationDate, cvv: '123', options: {validate}}},
              }).catch(error => ({refused: JSON.stringify(error.details.originalError)}));
            }""",
            new Object[] {number, expirationDate, validate});
  }

  private boolean graphQlWasAsked() {
    return buying.visitor().sent().stream()
        .anyMatch(
            sent -> sent.url().endsWith("/graphql") && sent.body().contains("TokenizeCreditCard"));
  }

  private static Map<?, ?> card(Map<?, ?> answer) {
    return (Map<?, ?>) ((java.util.List<?>) answer.get("creditCards")).getFirst();
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> details(Map<?, ?> card) {
    return (Map<String, Object>) card.get("details");
  }
}
