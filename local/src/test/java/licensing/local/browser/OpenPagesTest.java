package licensing.local.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.Media;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Many pages in one browser, which has six connections to the console for all of them. */
@ExtendWith(InBrowser.class)
class OpenPagesTest {

  private static final List<Planted> FOLLOWED =
      List.of(
          Planted.PROCESSING,
          Planted.CHECKING,
          Planted.PLATFORM_DOWN,
          Planted.REFUSED,
          Planted.ACTIVATING);

  /** What a browser does to a tab that another one covers. */
  private static final String SIGHT =
      """
      hidden => {
        Object.defineProperty(document, "hidden", {configurable: true, get: () => hidden});
        document.dispatchEvent(new Event("visibilitychange"));
      }
      """;

  @Test
  void keepNoPaymentFromTheConsole(Visits visits) {
    String name = visits.records().newBuyer();
    Visitor buyer = visits.visitor().logIn(name);
    for (Planted state : FOLLOWED) {
      String purchase = "/purchases/" + new Planting(visits.records(), name).of(state);
      opened(buyer, purchase);
      opened(buyer, purchase + "/payment");
    }

    Buying buying = new Buying(buyer);
    buying.subscribe(2);
    Page payment = buying.goOn();
    assertThat(buyer.context().pages()).hasSize(12);
    Buying.pay(payment, Buying.GOOD_CARD);
    buying.arriveAtHome(payment);
    assertThat(buyer.page().getByText("2 licenses can be used now")).isVisible();
  }

  @Test
  void areAllToldWhatChanges(Visits visits) {
    var planting = new Planting(visits.records(), visits.records().newBuyer());
    Visitor support = visits.newSupport();
    List<String> purchases = FOLLOWED.stream().map(planting::of).toList();
    List<Page> pages =
        purchases.stream().map(each -> opened(support, "/support/purchases/" + each)).toList();
    opened(support, "/support/purchases");
    opened(support, "/support/purchases");

    purchases.forEach(visits.records()::moveOn);
    for (Page page : pages) {
      assertThat(page.locator("#changed")).isVisible();
    }
  }

  @Test
  void listenWhileTheyAreInSight(Visits visits) {
    String name = visits.records().newBuyer();
    Visitor buyer = visits.visitor().logIn(name);
    Page page = buyer.page();
    List<String> ended = new ArrayList<>();
    page.onRequestFailed(request -> ended.add(request.url()));
    String purchase = "/purchases/" + new Planting(visits.records(), name).of(Planted.CHECKING);
    page.waitForRequest(OpenPagesTest::isForEvents, () -> buyer.open(purchase));

    page.evaluate(SIGHT, true);
    page.waitForCondition(() -> !ended.isEmpty());
    assertThat(ended).singleElement().asString().endsWith("/events");
    page.waitForRequest(OpenPagesTest::isForEvents, () -> page.evaluate(SIGHT, false));
  }

  @Test
  void tellOfOpenPurchasesAndOfWhatCameOfPaidOnes(Visits visits) {
    Records records = visits.records();
    String name = records.newBuyer();
    Visitor buyer = visits.visitor().logIn(name);
    var planting = new Planting(records, name);
    String checked = planting.of(Planted.CHECKING);
    String licensed = planting.of(Planted.LICENSED);
    Page home = buyer.page();
    home.reload();
    Page list = opened(buyer, "/licenses/migration");
    for (Page page : List.of(home, list)) {
      assertThat(page.locator("#status").getByText("Do not pay again")).isVisible();
    }

    end(records, checked);
    for (Page page : List.of(home, list)) {
      assertThat(page.locator("#status").getByText("Do not pay again")).hasCount(0);
    }

    Page paid = opened(buyer, "/purchases/" + licensed);
    paid.locator("details.fold summary").click();
    records.change(
        "update licenses set suspended_at = now() where purchase_id = ?",
        UUID.fromString(licensed));
    records.moveOn(licensed);
    assertThat(paid.locator("#state")).containsText("suspended");
    assertThat(paid.locator("details.fold dl")).isVisible();
    isALetterOnPaper(paid, licensed);
  }

  /** It begins as if another page were gone to. */
  @Test
  void goOnAfterADownload(Visits visits) {
    Records records = visits.records();
    String name = records.newBuyer();
    var planting = new Planting(records, name);
    String checked = planting.of(Planted.CHECKING);
    planting.of(Planted.LICENSED);
    Page list = visits.visitor().logIn(name).at("/licenses/migration");
    assertThat(list.locator("#status").getByText("Do not pay again")).isVisible();
    list.waitForDownload(list.locator("a[href$='.csv']")::click);

    end(records, checked);
    assertThat(list.locator("#status").getByText("Do not pay again")).hasCount(0);
  }

  private static void isALetterOnPaper(Page page, String purchase) {
    assertThat(page.locator("dl.print-only")).isHidden();
    page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
    assertThat(page.locator("dl.print-only")).containsText(purchase);
    assertThat(page.locator("dl.print-only")).isVisible();
    assertThat(page.locator(".menu")).isHidden();
    assertThat(page.locator("main button:visible, main a.button:visible")).hasCount(0);
  }

  private static void end(Records records, String purchase) {
    records.change(
        "update purchases set step = 'ENDED', outcome = 'LAPSED', ended_at = now() where id = ?",
        UUID.fromString(purchase));
    records.moveOn(purchase);
  }

  private static boolean isForEvents(Request request) {
    return request.url().endsWith("/events");
  }

  private static Page opened(Visitor visitor, String path) {
    Page page = visitor.context().newPage();
    page.navigate(visitor.home() + path.substring(1));
    return page;
  }
}
