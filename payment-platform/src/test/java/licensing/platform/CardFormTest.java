package licensing.platform;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import com.braintreegateway.BraintreeGateway;
import com.braintreegateway.Result;
import com.braintreegateway.Transaction;
import com.braintreegateway.TransactionRequest;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The card form in a real browser, inside a page of another origin. */
class CardFormTest {
  private static Playwright playwright;
  private static Browser browser;

  @TempDir Path folder;
  private PaymentPlatform platform;
  private BraintreeGateway gateway;
  private MerchantPage merchant;
  private Page page;
  private final List<String> complaints = new ArrayList<>();
  private final List<String> requestsToTheMerchant = new ArrayList<>();

  @BeforeAll
  static void openBrowser() {
    Optional<Path> chromium =
        Arrays.stream(System.getenv("PATH").split(":"))
            .flatMap(
                at -> List.of(Path.of(at, "chromium"), Path.of(at, "chromium-browser")).stream())
            .filter(Files::isExecutable)
            .findFirst();
    Assumptions.assumeTrue(chromium.isPresent(), "no chromium on the PATH");
    playwright = Playwright.create();
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(chromium.get())
                    .setArgs(List.of("--no-sandbox")));
  }

  @AfterAll
  static void closeBrowser() {
    if (playwright != null) {
      playwright.close();
    }
  }

  @BeforeEach
  void start() throws Exception {
    platform = PaymentPlatform.start(Settings.forTests(folder.resolve("ledger.sqlite")));
    gateway = Gateways.of(platform);
    merchant = new MerchantPage(platform, gateway.clientToken().generate());
    page = browser.newPage();
    page.onConsoleMessage(message -> complaints.add(message.type() + ": " + message.text()));
    page.onRequest(
        request -> {
          if (request.url().startsWith(merchant.url("").replace("/page?", "/"))) {
            requestsToTheMerchant.add(request.url() + request.postData());
          }
        });
  }

  @AfterEach
  void stop() {
    page.close();
    merchant.close();
    platform.close();
  }

  @Test
  void givesThePageANonceThatCanBeChargedOnce() {
    open("");
    fill("4111 1111 1111 1111", "12/39", "123");
    Map<?, ?> payload = request("{}");
    assertThat(((Map<?, ?>) payload.get("details")).get("lastFour")).isEqualTo("1111");
    assertThat(payload.get("deviceData").toString()).contains("correlation_id");
    assertThat(payload.toString()).doesNotContain("4111111111111111");
    Transaction sale = charge(payload.get("nonce").toString());
    assertThat(sale.getCreditCard().getCardType()).isEqualTo("Visa");
    assertThat(sale.getCreditCard().getExpirationYear()).isEqualTo("2039");
    assertThat(requestsToTheMerchant).noneMatch(request -> request.contains("4111"));
    assertThat(complaints).isEmpty();
  }

  @Test
  void keepsTheFieldsOutOfTheMerchantsDocument() {
    open("");
    assertThat(page.locator("input").count()).isZero();
    assertThat(page.locator("iframe").getAttribute("src")).startsWith(platform.url() + "/");
  }

  @Test
  void saysWhatIsWrongAtTheFieldsAndGivesNoNonce() {
    open("");
    fill("4111 1111 1111 1112", "01/20", "12");
    assertThat(refusal("{}")).isEqualTo("Please check the card's details.");
    assertThat(frame().getByText("Enter a valid card number.")).isVisible();
    assertThat(frame().getByText("Enter the security code")).isVisible();
    assertThat(frame().getByLabel("Card number")).isFocused();
    assertThat(frame().getByLabel("Card number"))
        .hasAccessibleDescription("Enter a valid card number.");
  }

  @Test
  void tellsWhenACardCanBeRequested() {
    open("");
    fill("4111111111111111", "1239", "123");
    waitUntil("window.form.isPaymentMethodRequestable()");
    frame().getByLabel("CVV").fill("1");
    waitUntil("!window.form.isPaymentMethodRequestable()");
    assertThat(page.evaluate("window.seen")).isEqualTo(List.of("requestable", "not requestable"));
  }

  @Test
  void givesTheSameNonceUntilTheCardIsCleared() {
    open("");
    fill("5555555555554444", "12/39", "123");
    Object first = request("{}").get("nonce");
    assertThat(frame().getByText("MasterCard ending in 4444")).isVisible();
    assertThat(request("{}").get("nonce")).isEqualTo(first);
    page.evaluate("window.form.clearSelectedPaymentMethod()");
    fill("4000111111111115", "12/39", "123");
    assertThat(request("{}").get("nonce")).isNotEqualTo(first);
  }

  @Test
  void isFilledInByKeyboardAlone() {
    open("");
    page.keyboard().press("Tab");
    page.keyboard().type("378282246310005");
    page.keyboard().press("Tab");
    page.keyboard().type("12/39");
    page.keyboard().press("Tab");
    page.keyboard().type("1234");
    waitUntil("window.form.isPaymentMethodRequestable()");
    assertThat(((Map<?, ?>) request("{}").get("details")).get("cardType"))
        .isEqualTo("American Express");
  }

  @Test
  void speaksChineseToWhoReadsChinese() {
    open("zh_CN");
    assertThat(frame().getByLabel("卡号")).isVisible();
  }

  @Test
  void authenticatesTheBuyerIfThePageAsksForIt() {
    open("secure");
    fill("4000000000002701", "12/39", "123");
    Map<?, ?> payload = request("{threeDSecure: {amount: '19.00'}}");
    assertThat(payload.get("liabilityShifted")).isEqualTo(true);
    Transaction sale = GatewayContract.made(demanding(payload));
    assertThat(sale.getThreeDSecureInfo().isLiabilityShifted()).isTrue();
  }

  @Test
  void asksTheBuyerInAFrameOfThePlatform() {
    open("secure");
    requestChallenged("4000000000002503");
    assertThat(page.locator("[role=dialog] iframe").getAttribute("src"))
        .startsWith(platform.url() + "/");
    challenge().getByText("Confirm the payment").click();
    Map<?, ?> payload = answer();
    assertThat(payload.get("liabilityShifted")).isEqualTo(true);
    assertThat(((Map<?, ?>) payload.get("threeDSecureInfo")).get("status"))
        .isEqualTo("authenticate_successful");
    assertThat(page.locator("[role=dialog]").count()).isZero();
    assertThat(page.evaluate("window.seen"))
        .asInstanceOf(LIST)
        .contains("3ds:authentication-modal-render", "3ds:authentication-modal-close");
    assertThat(demanding(payload).isSuccess()).isTrue();
    assertThat(complaints).isEmpty();
  }

  @Test
  void tellsThePageThatTheBuyerFailed() {
    open("secure");
    requestChallenged("4000000000002503");
    challenge().getByText("Fail the check").click();
    Map<?, ?> payload = answer();
    assertThat(payload.get("liabilityShifted")).isEqualTo(false);
    assertThat(payload.get("liabilityShiftPossible")).isEqualTo(true);
    assertThat(demanding(payload).getTransaction().getGatewayRejectionReason())
        .isEqualTo(Transaction.GatewayRejectionReason.THREE_D_SECURE);
  }

  @Test
  void tellsThePageThatTheBuyerLeftAndStartsAgain() {
    open("secure");
    requestChallenged("4000000000002503");
    challenge().getByText("Cancel").click();
    Map<?, ?> refusal = answer();
    assertThat(refusal.get("refused")).isEqualTo("THREEDS_CARDINAL_SDK_CANCELED");
    assertThat(page.evaluate("window.seen")).asInstanceOf(LIST).contains("3ds:customer-canceled");
    assertThat(frame().getByLabel("Card number")).isVisible();
    requestChallenged("4000000000002503");
    challenge().getByText("Confirm the payment").click();
    assertThat(answer().get("liabilityShifted")).isEqualTo(true);
  }

  @Test
  void takesTheChallengeAwayWhenTornDown() {
    open("secure");
    requestChallenged("4000000000002503");
    challenge().getByText("Cancel").waitFor();
    page.evaluate("window.form.teardown()");
    assertThat(page.locator("iframe").count()).isZero();
    assertThat(answer().get("refused")).isNotNull();
  }

  @Test
  void takesTheAmountAndTheWishForAChallengeFromEitherCall() {
    open("secure");
    fill("4111111111111111", "12/39", "123");
    assertThat(refusal("{}")).contains("threeDSecure.amount");
    page.evaluate("window.form.updateConfiguration('threeDSecure', 'amount', '19.00')");
    startRequest("{threeDSecure: {challengeRequested: true}}");
    challenge().getByText("Confirm the payment").click();
    assertThat(answer().get("liabilityShifted")).isEqualTo(true);
  }

  @Test
  void asksInChineseWhoReadsChinese() {
    open("secure&locale=zh_CN");
    frame().getByLabel("卡号").fill("4000000000002503");
    frame().getByLabel("有效期 (MM/YY)").fill("12/39");
    frame().getByLabel("CVV").fill("123");
    startRequest("{threeDSecure: {amount: '19.00'}}");
    assertThat(challenge().getByText("确认付款")).isVisible();
  }

  @Test
  void reportsAPlatformThatCannotBeReached() {
    open("");
    fill("4111111111111111", "12/39", "123");
    page.route("**/credit_cards", route -> route.abort());
    assertThat(refusal("{}")).contains("Nothing was charged");
    assertThat(frame().getByRole(com.microsoft.playwright.options.AriaRole.ALERT)).isVisible();
  }

  @Test
  void leavesNothingBehindWhenTornDown() {
    open("");
    page.evaluate("window.form.teardown()");
    assertThat(page.locator("iframe").count()).isZero();
    assertThat(refusal("{}")).contains("teardown");
  }

  @Test
  void fitsItsHeightToWhatItShows() {
    open("");
    double before = page.locator("iframe").boundingBox().height;
    refusal("{}");
    waitUntil("document.querySelector('iframe').offsetHeight > " + before);
  }

  private void requestChallenged(String number) {
    fill(number, "12/39", "123");
    startRequest("{threeDSecure: {amount: '19.00'}}");
  }

  /** Its answer comes after the buyer's. */
  private void startRequest(String options) {
    page.evaluate(
        "window.answer = null; window.form.requestPaymentMethod("
            + options
            + ").then(payload => { window.answer = payload; },"
            + " error => { window.answer = {refused:"
            + " (error._braintreeWebError || error).code || error.message}; }); undefined");
  }

  private Map<?, ?> answer() {
    waitUntil("window.answer !== null");
    return (Map<?, ?>) page.evaluate("window.answer");
  }

  private FrameLocator challenge() {
    return page.frameLocator("[role=dialog] iframe");
  }

  private Result<Transaction> demanding(Map<?, ?> payload) {
    return gateway
        .transaction()
        .sale(
            GatewayContract.nonce(payload.get("nonce").toString())
                .options()
                .threeDSecure()
                .required(true)
                .done()
                .done());
  }

  private void open(String query) {
    page.navigate(merchant.url(query));
    page.waitForSelector("body[data-ready]");
  }

  private FrameLocator frame() {
    return page.frameLocator("#form iframe");
  }

  private void fill(String number, String expiration, String cvv) {
    frame().getByLabel("Card number").fill(number);
    frame().getByLabel("Expiration date (MM/YY)").fill(expiration);
    frame().getByLabel("CVV").fill(cvv);
  }

  private Map<?, ?> request(String options) {
    return (Map<?, ?>) page.evaluate("window.form.requestPaymentMethod(" + options + ")");
  }

  private String refusal(String options) {
    return (String)
        page.evaluate(
            "window.form.requestPaymentMethod(" + options + ").then(() => '', e => e.message)");
  }

  private Transaction charge(String nonce) {
    Transaction sale =
        GatewayContract.made(
            gateway
                .transaction()
                .sale(
                    new TransactionRequest()
                        .amount(new BigDecimal("19.00"))
                        .orderId(GatewayContract.order())
                        .paymentMethodNonce(nonce)));
    assertThat(gateway.paymentMethodNonce().find(nonce).isConsumed()).isTrue();
    return sale;
  }

  /**
   * Polled from outside: the page's policy forbids the evaluation inside that Playwright offers.
   */
  private void waitUntil(String condition) {
    page.waitForCondition(() -> (Boolean) page.evaluate(condition));
  }
}
