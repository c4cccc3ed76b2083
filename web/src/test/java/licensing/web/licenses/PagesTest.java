package licensing.web.licenses;

import static licensing.web.testing.World.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import licensing.purchase.status.PurchaseOutcome;
import licensing.web.login.Accounts.ConsoleUser;
import licensing.web.testing.ConsoleTest;
import licensing.web.testing.World;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;

@ConsoleTest
class PagesTest {

  private static final Duration A_DAY = Duration.ofDays(1);

  @Autowired private MockMvc web;
  @Autowired private World world;

  @Test
  void anEmptyListSaysWhatToDo() throws Exception {
    assertThat(page("/licenses/migration", world.buyer()))
        .contains("No licenses yet", "/licenses/migration/add", ">Add<")
        .doesNotContain("Past orders", "Open orders");
  }

  /** It is rendered once for all who have the same roles and language. */
  @Test
  void theMenuShowsWhereOneIsAndWhatOneMay() throws Exception {
    var buyer = world.buyer();
    var support = world.support();
    String here = "href=\"/licenses/migration\" aria-current=\"page\"";
    for (int twice = 0; twice < 2; twice++) {
      assertThat(page("/licenses/migration", support))
          .contains(here, "/support/purchases", ">Migration<");
      assertThat(answer("/licenses/migration", buyer, "zh-CN").getContentAsString())
          .contains(here, ">迁移<")
          .doesNotContain("/support/");
      assertThat(page("/licenses/migration", buyer))
          .contains(here, ">Migration<")
          .doesNotContain("/support/");
      assertThat(page("/licenses/migration/add", buyer))
          .contains("<summary aria-current=\"true\"")
          .doesNotContain(here);
      assertThat(page("/account", buyer))
          .doesNotContain("<li><a href=\"/migration\" aria-current", here);
    }
  }

  /** Else it would say so of none: which places it tells apart is said in Menu as well. */
  @Test
  void eachPageOfTheMenuIsTheOneThatOneIsOn() throws Exception {
    for (var user : List.of(world.support(), world.admin())) {
      List<String> links =
          Pattern.compile("(?s)<nav .*?</nav>")
              .matcher(page("/account", user))
              .results()
              .flatMap(
                  menu -> Pattern.compile("href=\"(/[^\"]+)\"").matcher(menu.group()).results())
              .map(link -> link.group(1))
              .filter(link -> !link.contains("."))
              .toList();
      assertThat(links).hasSizeGreaterThan(6);
      for (String link : links) {
        assertThat(page(link, user))
            .as(link)
            .contains("href=\"%s\" aria-current=\"page\"".formatted(link));
      }
    }
  }

  @Test
  void licensesShowWhatWasBought() throws Exception {
    var buyer = world.buyer();
    var active = world.license(buyer, A_DAY);
    var expired = world.license(buyer, Duration.ofDays(400));
    assertThat(page("/licenses/migration", buyer))
        .contains(World.keyOf(active), World.keyOf(expired), "Active", "Expired", buyer.name())
        .contains("/purchases/" + active.value())
        .containsPattern("<time[^>]* datetime=\"");
  }

  @Test
  void everyLicenseAndPastPurchaseIsReachedByOlder() throws Exception {
    var buyer = world.buyer();
    var bought = IntStream.range(0, 45).mapToObj(i -> world.license(buyer, A_DAY)).toList();
    var all = new StringBuilder(page("/licenses/migration", buyer));
    for (int more = 0; more < 4; more++) {
      all.append(page(lastLink("rel=\"next\" href=\"([^\"#]+)", all), buyer));
    }
    assertThat(bought)
        .allSatisfy(purchase -> assertThat(all).contains(World.keyOf(purchase)))
        .allSatisfy(
            purchase ->
                assertThat(all).containsPattern("/purchases/" + purchase + "\">[^<]+ migration"));
  }

  @Test
  void openPurchasesCanBeResumed() throws Exception {
    var buyer = world.buyer();
    var purchase = world.openPurchase(buyer);
    assertThat(page("/licenses/migration", buyer))
        .contains("Open orders", "57.00 USD", "Resume", "/purchases/" + purchase.toString())
        .contains("Nothing was charged");
    assertThat(page("/", buyer))
        .contains("unfinished order: 3 migration licenses", purchase.toString());
  }

  /** Of what goes on without the reader, nothing hides the order that they paid for. */
  @Test
  void homeBeginsWithWhatIsTheReaders() throws Exception {
    var buyer = world.buyer();
    var paid = world.purchaseBeingPaid(buyer);
    var unpaid = world.openPurchase(buyer);
    var colleague = world.colleagueOf(buyer);
    var others = IntStream.range(0, 3).mapToObj(i -> world.openPurchase(colleague)).toList();
    assertThat(page("/", buyer))
        .containsSubsequence(
            ">Needs you<",
            unpaid.toString(),
            ">In progress<",
            paid.toString(),
            others.getLast().toString(),
            ">1 more<");
  }

  @ParameterizedTest
  @EnumSource(value = PurchaseOutcome.Kind.class)
  void pastPurchasesSayHowTheyEnded(PurchaseOutcome.Kind outcome) throws Exception {
    var buyer = world.buyer();
    var purchase = world.endedPurchase(buyer, outcome.name());
    assertThat(page("/licenses/migration", buyer))
        .contains("Past orders", "/purchases/" + purchase.toString())
        .doesNotContain("??");
  }

  @Test
  void foreignPurchasesAreNotListed() throws Exception {
    var buyer = world.buyer();
    var foreign = world.license(world.buyer(), A_DAY);
    assertThat(page("/licenses/migration", buyer)).doesNotContain(foreign.toString());
    assertThat(page("/", buyer)).contains("No license");
  }

  @Test
  void theFeatureIsLockedWithoutALicense() throws Exception {
    var buyer = world.buyer();
    assertThat(page("/", buyer)).contains("No license", "has none yet", "/licenses/migration/add");
    assertThat(answer("/migration", buyer, "en").getStatus()).isEqualTo(403);
  }

  @Test
  void theFeatureOpensWithALicense() throws Exception {
    var buyer = world.buyer();
    var purchase = world.license(buyer, A_DAY);
    world.license(buyer, A_DAY.multipliedBy(2));
    assertThat(page("/", buyer))
        .contains("6 licenses", "can be used now", "Most recent: 3 licenses, until");
    assertThat(page("/migration", buyer)).contains("6 licenses", World.keyOf(purchase));
  }

  @Test
  void whatEndsSoonSaysSo() throws Exception {
    var buyer = world.buyer();
    world.license(buyer, Duration.ofDays(350));
    assertThat(page("/", buyer)).contains("It ends in 14 days.");
    assertThat(page("/licenses/migration", buyer)).contains("chip warn\">Ends in 14 days<");
    var later = world.buyer();
    world.license(later, Duration.ofDays(330));
    assertThat(page("/", later)).doesNotContain("It ends");
    assertThat(page("/licenses/migration", later)).contains("chip good\">Active<");
  }

  @Test
  void theFeatureClosesWithItsLicense() throws Exception {
    var graced = world.buyer();
    var license = world.license(graced, Duration.ofDays(366));
    assertThat(page("/", graced)).contains("It goes on working until", "can be used now");
    assertThat(page("/licenses/" + license, graced))
        .contains("It goes on working until", "Grace period");
    var late = world.buyer();
    world.license(late, Duration.ofDays(380));
    assertThat(page("/", late)).contains("latest one expired on", "<time");
    var unpaid = world.buyer();
    world.suspend(world.license(unpaid, A_DAY));
    assertThat(page("/", unpaid)).contains("latest one is suspended");
    assertThat(answer("/migration", unpaid, "en").getStatus()).isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/migration", "/licenses/migration"})
  void pagesSpeakBothLanguages(String path) throws Exception {
    var buyer = world.buyer();
    world.license(buyer, A_DAY);
    world.suspend(world.license(buyer, A_DAY));
    world.openPurchase(buyer);
    assertThat(page(path, buyer)).contains("<html lang=\"en\"").doesNotContain("??");
    assertThat(answer(path, buyer, "zh-CN").getContentAsString())
        .contains("<html lang=\"zh-CN\"", "迁移")
        .doesNotContain("??", "Migration License", "Expiration");
  }

  @Test
  void namesAreTextAndNothingElse() throws Exception {
    assertThat(page("/", world.buyer()))
        .contains("Example &lt;b&gt;Ltd&lt;/b&gt;")
        .doesNotContain("<b>Ltd");
  }

  @Test
  void theMenuShowsSupportToSupportAlone() throws Exception {
    assertThat(page("/", world.support())).contains("/support/purchases");
    assertThat(page("/", world.buyer()))
        .doesNotContain("/support/purchases")
        .containsSubsequence("Settings", "License Management", "Migration License", "Log out");
  }

  @Test
  void theLanguageIsRemembered() throws Exception {
    var answer = web.perform(get("/login").param("language", "zh-CN")).andReturn().getResponse();
    assertThat(answer.getContentAsString()).contains("登录");
    assertThat(answer.getCookie("language").getValue()).isEqualTo("zh-CN");
    var odd = web.perform(get("/login").param("language", "<script>")).andReturn().getResponse();
    assertThat(odd.getContentAsString()).contains("Log in");
  }

  private static String lastLink(String pattern, CharSequence page) {
    return Pattern.compile(pattern)
        .matcher(page)
        .results()
        .reduce((first, second) -> second)
        .orElseThrow()
        .group(1)
        .replace("&amp;", "&");
  }

  private String page(String path, ConsoleUser user) throws Exception {
    return answer(path, user, "en").getContentAsString();
  }

  private MockHttpServletResponse answer(String path, ConsoleUser user, String language)
      throws Exception {
    return web.perform(
            get(URI.create(path))
                .with(as(user))
                .header("Accept-Language", language)
                .locale(java.util.Locale.forLanguageTag(language)))
        .andReturn()
        .getResponse();
  }
}
