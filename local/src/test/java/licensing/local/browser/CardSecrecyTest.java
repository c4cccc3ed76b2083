package licensing.local.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Card data stays between the buyer and the payment platform, and others' purchases are nobody's.
 */
@ExtendWith(InBrowser.class)
class CardSecrecyTest {

  private static final String FIELDS = "https://assets.braintreegateway.com";

  @Test
  void theCardNumberGoesToThePlatformAlone(Visits visits) {
    Visitor buyer = visits.newBuyer();
    Buying buying = new Buying(buyer);
    buying.subscribe(3);
    Page payment = buying.goOn();
    ourDocumentHasNoCardFields(payment);
    Buying.pay(payment, Buying.GOOD_CARD);
    buying.arriveAtHome(payment);

    assertThat(carrying(Buying.GOOD_CARD, buyer))
        .isNotEmpty()
        .allSatisfy(sent -> assertThat(sent.url()).startsWith(FIELDS + "/"));
  }

  @Test
  void onlyThePaymentPageMayLoadAnythingOfThePlatform(Visits visits) {
    Visitor buyer = visits.newBuyer();
    Buying buying = new Buying(buyer);
    buying.subscribe(1);
    Map<String, String> console = policy(buyer.page().reload());
    Map<String, String> payment = policy(buying.goOn().reload());

    assertThat(console).containsEntry("frame-src", "'none'").containsEntry("script-src", "'self'");
    assertThat(payment)
        // The frames of any bank, and so the platform's too.
        .containsEntry("frame-src", "https:")
        .hasEntrySatisfying(
            "script-src",
            sources ->
                assertThat(sources)
                    .startsWith("'self' https://")
                    .doesNotContain("unsafe", "*.paypal", "http:"))
        .containsEntry("style-src", "'self'")
        .containsEntry("default-src", "'none'")
        .containsEntry("object-src", "'none'")
        .containsEntry("base-uri", "'none'")
        .containsEntry("frame-ancestors", "'none'");
  }

  @Test
  void aPurchaseOfAnotherOrganizationIsNotFound(Visits visits) {
    Visitor buyer = visits.newBuyer();
    String purchase = new Buying(buyer).subscribe(1);
    Visitor other = visits.visitor().logIn("other");

    assertThat(Stream.of("", "/payment", "/events"))
        .allSatisfy(page -> assertThat(other.open("/purchases/" + purchase + page)).isEqualTo(404));
    assertThat(other.open("/support/purchases/" + purchase)).isIn(403, 404);
    assertThat(buyer.open("/purchases/" + purchase)).isEqualTo(200);
  }

  @Test
  void aForeignPurchaseCannotBeCancelledEither(Visits visits) {
    Visitor buyer = visits.newBuyer();
    String purchase = new Buying(buyer).subscribe(1);
    Visitor other = visits.newBuyer();
    String own = new Buying(other).subscribe(1);

    // Their own form, turned to the other's purchase: the token is right, the purchase is not.
    Response answer =
        other
            .page()
            .waitForResponse(
                response -> response.request().method().equals("POST"),
                () ->
                    other
                        .page()
                        .evaluate(
                            "([own, foreign]) => { const form = document.getElementById('cancel');"
                                + " form.action = form.action.replace(own, foreign);"
                                + " form.submit(); }",
                            List.of(own, purchase)));

    assertThat(answer.status()).isEqualTo(404);
    buyer.open("/purchases/" + purchase);
    assertThat(buyer.page().locator("#prompt")).isVisible();
  }

  private static void ourDocumentHasNoCardFields(Page payment) {
    assertThat(payment.locator("input:not([type=hidden]), select, textarea")).hasCount(0);
    assertThat(payment.locator("iframe[name^=braintree-hosted-field-]")).hasCount(3);
    assertThat(Buying.field(payment, "number")).hasCount(1);
  }

  private static List<Visitor.Sent> carrying(String text, Visitor visitor) {
    return visitor.sent().stream()
        .filter(sent -> (sent.url() + sent.body()).replaceAll("[ +-]|%20", "").contains(text))
        .toList();
  }

  private static Map<String, String> policy(Response response) {
    return Stream.of(response.headerValue("Content-Security-Policy").split("; *"))
        .map(directive -> directive.split(" ", 2))
        .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
  }
}
