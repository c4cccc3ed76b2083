package licensing.local.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.util.ArrayList;
import java.util.List;
import licensing.local.CardFormSuite;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** However a payment page ends, it says what it knows and has a way on. */
@Tag(CardFormSuite.TAG)
@ExtendWith(InBrowser.class)
class PaymentEndsTest {

  private static final String FIELDS = "**/html/hosted-fields-frame.min.html*";
  private static final String CONFIGURATION = "**/graphql";
  private static final String OLDER_CONFIGURATION = "**/v1/configuration*";
  private static final String COLLECTOR = "https://c.paypal.com/v1/r/d/i";
  private static final String SONGBIRD = "**/songbird.js";
  private static final String TOKENIZE = "**/payment_methods/credit_cards";
  private static final String LOOK_UP = "**/three_d_secure/lookup";
  private static final String HAND_IN = "**/payments/*";
  private static final String EVENTS = "**/events";
  private static final String PAGE = "**/payment";
  private static final String ASKS = "4000000000002503";
  private static final long FRAMES_COME = 6_000;
  private static final long BANK_OPENS = 31_000;
  private static final long BANK_ANSWERS = 301_000;
  private static final long CONSOLE_ANSWERS = 31_000;

  private final Buying buying;
  private final Records records;
  private final String purchase;

  PaymentEndsTest(Visits visits) {
    buying = new Buying(visits.newBuyer());
    records = visits.records();
    purchase = buying.subscribe(1);
  }

  @Test
  void aFormThatIsSlowIsToldOfAndOfferedAgain() {
    buying.visitor().context().route(FIELDS, _ -> {});
    Page payment = opened();

    assertThat(message(payment)).containsText("has not sent its fields yet");
    assertThat(payment.locator("#pay-button")).isDisabled();
    assertThat(payment.locator("#pay-again")).isVisible();
    // What was held up arrives after all.
    buying.visitor().context().unroute(FIELDS);
    assertThat(payment.locator("#pay-again")).isHidden();
    paysBy(payment);
  }

  /** A frame that joins the page later would take the focus, and what is typed would be lost. */
  @Test
  void nothingCanBeTypedBeforeEachFrameIsThere() {
    List<Route> held = new ArrayList<>();
    buying.visitor().context().route(COLLECTOR, held::add);
    Page payment = opened();
    payment.waitForCondition(() -> !held.isEmpty());

    cannotBeTypedInto(payment);
    held.forEach(Route::resume);
    paysBy(payment);
  }

  @Test
  void aFrameThatNeverComesIsNotWaitedForWithoutEnd() {
    buying.visitor().context().clock().install();
    buying.visitor().context().route(COLLECTOR, _ -> {});
    Page payment = opened();

    cannotBeTypedInto(payment);
    payment.clock().fastForward(FRAMES_COME);
    assertThat(payment.locator("#pay-button")).isEnabled();
  }

  @Test
  void aFormThatIsRefusedIsOfferedAgain() {
    buying.visitor().context().route(CONFIGURATION, Route::abort);
    buying.visitor().context().route(OLDER_CONFIGURATION, Route::abort);
    Page payment = opened();

    assertThat(message(payment)).containsText("could not be loaded");
    buying.visitor().context().unroute(CONFIGURATION);
    buying.visitor().context().unroute(OLDER_CONFIGURATION);
    again(payment);
    paysBy(payment);
  }

  @Test
  void aCardThatThePlatformDoesNotTakeIsToldOfAsThat() {
    Page payment = buying.goOn();
    var refused =
        new Route.FulfillOptions()
            .setStatus(422)
            .setContentType("application/json")
            .setBody("{\"error\": {\"message\": \"Credit card is invalid.\"}}");
    payment.route(TOKENIZE, route -> route.fulfill(refused));
    Buying.pay(payment, Buying.GOOD_CARD);

    assertThat(message(payment)).containsText("did not take this card");
    payment.unroute(TOKENIZE);
    paysBy(payment);
  }

  @Test
  void aPlatformThatCannotBeReachedIsNoFaultOfTheCard() {
    Page payment = buying.goOn();
    payment.route(TOKENIZE, Route::abort);
    Buying.pay(payment, Buying.GOOD_CARD);

    assertThat(message(payment)).containsText("could not be reached, so no payment was made");
    payment.unroute(TOKENIZE);
    paysBy(payment);
  }

  @Test
  void aBankWhoseScriptIsBlockedIsToldOfAtOnce() {
    buying.visitor().context().route(SONGBIRD, Route::abort);
    // The platform's own script takes it for loaded all the same, and tells nobody but the browser.
    buying.visitor().mayComplainOf("SongbirdFramework.setCardinalListener");
    Page payment = buying.goOn();
    Buying.pay(payment, ASKS);

    assertThat(message(payment)).containsText("its window was kept from opening");
    again(payment);
    paysBy(payment);
  }

  @Test
  void aBankThatNeverAnswersIsNotWaitedForWithoutEnd() {
    buying.visitor().context().clock().install();
    Page payment = buying.goOn();
    payment.route(LOOK_UP, _ -> {});
    payment.waitForRequest(LOOK_UP, () -> Buying.pay(payment, ASKS));
    payment.clock().fastForward(BANK_OPENS);

    assertThat(message(payment)).containsText("has not answered in time");
    payment.unroute(LOOK_UP);
    paysBy(payment);
  }

  @Test
  void aBuyerWhoNeverAnswersTheBankIsNotWaitedForWithoutEnd() {
    buying.visitor().context().clock().install();
    Page payment = buying.goOn();
    Buying.pay(payment, ASKS);
    payment.frameLocator("[role=dialog] iframe").locator("#pass").waitFor();
    payment.clock().fastForward(BANK_OPENS);
    assertThat(message(payment)).containsText("is being processed");
    payment.clock().fastForward(BANK_ANSWERS);

    assertThat(message(payment)).containsText("has not answered in time");
    assertThat(payment.locator("[role=dialog]")).hasCount(0);
    assertThat(records.handedIn(purchase)).isFalse();
  }

  @Test
  void aPaymentThatIsLostOnItsWayIsMadeAgain() {
    Page payment = buying.goOn();
    payment.route(HAND_IN, Route::abort);
    Buying.pay(payment, Buying.GOOD_CARD);

    assertThat(message(payment)).containsText("No payment of this page has arrived");
    assertThat(records.handedIn(purchase)).isFalse();
    payment.unroute(HAND_IN);
    paysBy(payment);
  }

  @Test
  void aPaymentWhoseAnswerIsLostIsFoundByAsking() {
    Page payment = buying.goOn();
    payment.route(
        HAND_IN,
        route -> {
          route.fetch(new Route.FetchOptions().setMaxRedirects(0));
          route.abort();
        });
    Buying.pay(payment, Buying.GOOD_CARD);

    buying.arriveAtHome(payment);
    records.awaitCapture(purchase);
  }

  @Test
  void aConsoleThatIsAwayIsAskedUntilItAnswers() {
    Page payment = buying.goOn();
    payment.route(HAND_IN, Route::abort);
    payment.route(PAGE, Route::abort);
    Buying.pay(payment, Buying.GOOD_CARD);

    assertThat(message(payment)).containsText("it is not known here whether your payment arrived");
    assertThat(payment.locator("#pay-button")).isDisabled();
    payment.unroute(PAGE);
    payment.unroute(HAND_IN);
    assertThat(message(payment)).containsText("No payment of this page has arrived");
    paysBy(payment);
  }

  @Test
  void aPaymentThatIsNotAnsweredIsAskedForAfterAWhile() {
    buying.visitor().context().clock().install();
    Page payment = buying.goOn();
    payment.route(HAND_IN, _ -> {});
    Buying.fill(payment, Buying.GOOD_CARD);
    payment.waitForRequest(HAND_IN, () -> payment.locator("#pay-button").click());
    payment.clock().fastForward(CONSOLE_ANSWERS);

    assertThat(message(payment)).containsText("No payment of this page has arrived");
  }

  @Test
  void stopWhileThePaymentIsHandedInTellsAndForgetsNothing() {
    Page payment = buying.goOn();
    payment.route(HAND_IN, _ -> {});
    Buying.fill(payment, Buying.GOOD_CARD);
    payment.waitForRequest(HAND_IN, () -> payment.locator("#pay-button").click());
    payment.waitForRequest(EVENTS, () -> payment.evaluate("stop()"));

    assertThat(message(payment)).containsText("No payment of this page has arrived");
    payment.unroute(HAND_IN);
    payment.locator("#pay-button").click();
    buying.arriveAtHome(payment);
  }

  @Test
  void aPageFromTheBrowsersCacheBeginsAnew() {
    Page payment = buying.goOn();
    Buying.fill(payment, Buying.GOOD_CARD);
    payment.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))");

    assertThat(Buying.field(payment, "number")).hasValue("");
    paysBy(payment);
  }

  /** Continue, whatever becomes of the form. */
  private Page opened() {
    return buying
        .visitor()
        .context()
        .waitForPage(() -> buying.visitor().page().locator("#continue button").click());
  }

  /** Once the platform's fields are as the page wants them. */
  private static void cannotBeTypedInto(Page payment) {
    Locator field = Buying.field(payment, "cvv");
    assertThat(field).hasAttribute("aria-label", "CVV");
    payment.locator("#card-cvv").click(new Locator.ClickOptions().setForce(true));
    assertThat(field).not().isFocused();
    assertThat(payment.locator("#pay-button")).isDisabled();
  }

  private void paysBy(Page payment) {
    Buying.pay(payment, Buying.GOOD_CARD);
    buying.arriveAtHome(payment);
    assertThat(buying.visitor().sent())
        .filteredOn(sent -> sent.url().contains("/payments/") && sent.body().contains("nonce="))
        .isNotEmpty();
  }

  private static void again(Page payment) {
    payment.locator("#pay-again").click();
    assertThat(payment.locator("#pay-button")).isEnabled();
  }

  private static Locator message(Page payment) {
    return payment.locator("#pay-message");
  }
}
