package licensing.local.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages that few people ever see are as fit for everybody as {@link EveryPageTest} demands. */
@ExtendWith(InBrowser.class)
class RarePagesTest {

  /** One for each look of that page without its form. */
  private static final Set<Planted> IN_PAYMENT_WINDOW =
      Set.of(Planted.PROCESSING, Planted.CHECKING, Planted.GIVEN_BACK);

  private final SoftAssertions findings = new SoftAssertions();
  private final Visits visits;

  RarePagesTest(Visits visits) {
    this.visits = visits;
  }

  @AfterEach
  void findNothing() {
    findings.assertAll();
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "zh-CN"})
  void purchasesInEveryState(String language) {
    String name = visits.records().newBuyer();
    Visitor buyer = visitor(language).logIn(name);
    for (Planted state : Planted.values()) {
      String purchase = new Planting(visits.records(), name).of(state);
      buyer.open("/purchases/" + purchase);
      inspect(language, "purchase-" + word(state), buyer);
      if (IN_PAYMENT_WINDOW.contains(state)) {
        buyer.open("/purchases/" + purchase + "/payment");
        inspect(language, "payment-" + word(state), buyer);
      }
    }
    buyer.open("/licenses/migration");
    inspect(language, "licenses-every-state", buyer);
    buyer.open("/");
    inspect(language, "home-open-purchases", buyer);
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "zh-CN"})
  void purchasesThatNeedAPerson(String language) {
    var planting = new Planting(visits.records(), visits.records().newBuyer());
    Visitor support = visitor(language).logIn("support");
    for (Planted state : List.of(Planted.CHECKING, Planted.ACTIVATING, Planted.SUSPENDED)) {
      support.open("/support/purchases/" + planting.of(state));
      inspect(language, "support-" + word(state), support);
    }
    String unwritten = planting.of(Planted.LAPSED);
    support.open("/support/purchases/" + unwritten + "/evidence");
    assertThat(support.page().locator(".banner.bad li").first()).isVisible();
    inspect(language, "support-no-evidence", support);
    support.open("/support/purchases/" + unwritten);
    support.page().locator(".head a").click();
    inspect(language, "support-list-attention", support);
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "zh-CN"})
  void licensesThatNoLongerWorkAndLongLists(String language) {
    String name = visits.records().newBuyer();
    var planting = new Planting(visits.records(), name);
    Visitor buyer = visitor(language).logIn(name);
    planting.of(Planted.LICENSED, 400);
    buyer.open("/");
    inspect(language, "home-locked-expired", buyer);
    planting.of(Planted.SUSPENDED, 1);
    buyer.open("/");
    inspect(language, "home-locked-suspended", buyer);
    IntStream.range(2, 45).forEach(age -> planting.of(Planted.LICENSED, age));
    buyer.open("/licenses/migration");
    buyer.page().locator("#owned ~ nav a[rel=next]").click();
    buyer.page().waitForURL("**?licenses=after-*");
    buyer.page().locator("#past ~ nav a[rel=next]").click();
    assertThat(buyer.page().locator("a[rel=prev]")).hasCount(2);
    inspect(language, "licenses-second-page", buyer);
    buyer.open("/licenses/migration?past=2");
    inspect(language, "licenses-no-such-part", buyer);
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "zh-CN"})
  void formsThatAreRefused(String language) {
    Visitor buyer = visitor(language).logIn(visits.records().newBuyer());
    Buying buying = new Buying(buyer);
    Page form = buying.subscribeElsewhere(2);
    form.locator("#quantity").fill("3");
    form.locator("#entry-form button").click();
    form.locator("main [role=alert]").waitFor();
    inspect(language, "form-used-before", buyer);

    buyer.open("/licenses/migration/add");
    visits.records().publishTerms();
    buyer.page().locator("#entry-form button").click();
    buyer.page().locator("#notes-heading ~ [role=alert]").waitFor();
    inspect(language, "entry-terms-changed", buyer);

    buying.subscribe(2);
    visits.records().publishTerms();
    Page refusal =
        buyer.context().waitForPage(() -> buyer.page().locator("#continue button").click());
    refusal.locator("#before").waitFor();
    findings.check(() -> new Inspection(language, "terms-changed").of(refusal));
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "zh-CN"})
  void loginAgain(String language) {
    Visitor guest = visitor(language);
    for (String why : List.of("again", "out")) {
      guest.open("/login?" + why);
      inspect(language, "login-" + why, guest);
    }
  }

  private Visitor visitor(String language) {
    return visits.visitor(new Browser.NewContextOptions().setLocale(language));
  }

  private void inspect(String language, String name, Visitor visitor) {
    findings.check(() -> new Inspection(language, name).of(visitor.page()));
  }

  private static String word(Planted state) {
    return state.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
