package licensing.local.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.SelectOption;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A page of the console in one of its states, and how to get there. {@link #ALL} of them are
 * inspected, and drawn by {@code ./dev screenshots}.
 *
 * @param reader who sees it
 * @param name in lower case, with hyphens
 * @param missing the program that is killed for it, if any
 * @param way gives the window that shows it; none is needed before it
 */
record ConsolePage(Reader reader, String name, Optional<String> missing, Function<Walk, Page> way) {

  /** Who sees a page. */
  enum Reader {
    GUEST("Before the login"),
    BUYER("Buyer"),
    COLLEAGUE("Colleague of the buyer"),
    PAYMENT_WINDOW("Payment window"),
    SUPPORT("Support"),
    ADMINISTRATION("Administration");

    private final String words;

    Reader(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  private static final String PROVE_ANEW = "main a[href='/oauth2/authorization/anew']";

  /** In the order in which they are best visited: reader by reader, and what breaks, last. */
  static final List<ConsolePage> ALL =
      Stream.of(
              login(),
              beforeTheFirstPurchase(),
              purchases(),
              licenses(),
              refusedForms(),
              asAColleague(),
              payment(),
              support(),
              supportedPurchases(),
              administration(),
              whileSomethingIsMissing())
          .flatMap(Function.identity())
          .toList();

  @Override
  public String toString() {
    return name;
  }

  private static Stream<ConsolePage> login() {
    return Stream.of(
        guest("login", "/login"),
        guest("login-failed", "/login?error"),
        page(Reader.GUEST, "login-too-many-failures", ConsolePage::tooManyFailures),
        guest("login-again", "/login?again"),
        guest("login-out", "/login?out"),
        guest("login-provider-away", "/oauth2/authorization/provider"),
        guest("login-provider-no-role", "/login/provider?problem=NO_ROLE"),
        guest("login-provider-no-organization", "/login/provider?problem=NO_ORGANIZATION"),
        page(Reader.GUEST, "logout-provider", ConsolePage::logOutAtTheProvider),
        page(Reader.GUEST, "second-factor-enrol", walk -> walk.newcomerOfSupport().page()),
        page(Reader.GUEST, "second-factor-recovery", walk -> walk.newcomerOfSupport().enrol()),
        page(Reader.GUEST, "second-factor", walk -> walk.asked().page()),
        page(Reader.GUEST, "second-factor-wrong", ConsolePage::secondFactorWrong),
        guest("verify-license", "/licenses/verify"));
  }

  /** The first of both languages has so many fail that the other one is not heard any more. */
  private static Page tooManyFailures(Walk walk) {
    Page page = walk.guest().page();
    do {
      walk.guest().giveName("forgetful");
      page.locator("main [role=alert], main time").first().waitFor();
    } while (page.locator("main time").count() == 0);
    return page;
  }

  private static Page logOutAtTheProvider(Walk walk) {
    Page page = walk.provided("buyer").at("/account");
    page.locator("header details:has(form[action='/logout']) summary").click();
    page.locator("header form[action='/logout'] button").click();
    page.locator("main a[href*='id_token_hint']").waitFor();
    return page;
  }

  private static Page secondFactorWrong(Walk walk) {
    Page page = walk.asked().page();
    page.locator("#code").fill("none");
    page.locator("main button[type=submit]").click();
    page.locator("main [role=alert]").waitFor();
    return page;
  }

  private static Stream<ConsolePage> beforeTheFirstPurchase() {
    return Stream.of(
        buyer("home-locked", walk -> walk.newcomer().at("/")),
        buyer("menu", ConsolePage::menu),
        buyer("menu-on-a-phone", ConsolePage::menuOnAPhone),
        buyer("licenses-empty", walk -> walk.newcomer().at("/licenses/migration")),
        buyer("migration-locked", walk -> walk.newcomer().at("/migration")),
        buyer("entry", walk -> walk.newcomer().at("/licenses/migration/add")),
        buyer("entry-wrong", ConsolePage::entryWrong),
        buyer("too-many-open", ConsolePage::tooManyOpen),
        buyer("billing", walk -> walk.newcomer().at("/licenses/billing")),
        buyer("billing-wrong", ConsolePage::billingWrong),
        buyer("documents-empty", walk -> walk.newcomer().at("/organization/documents")),
        buyer("webhooks", ConsolePage::webhooks),
        buyer("webhooks-wrong", ConsolePage::webhooksWrong),
        buyer("webhook-secret", ConsolePage::webhookSecret),
        buyer("webhook", ConsolePage::webhook),
        buyer("buyers", ConsolePage::buyers),
        buyer("buyers-wrong", ConsolePage::buyersWrong),
        buyer("entry-not-allowed", ConsolePage::entryNotAllowed),
        buyer("api-key", ConsolePage::apiKey),
        buyer("proof", ConsolePage::proof),
        buyer("proof-wrong", ConsolePage::proofWrong),
        buyer("proof-at-provider", ConsolePage::proofAtProvider),
        buyer("proof-given", ConsolePage::proofGiven),
        buyer("api-keys-wrong", ConsolePage::apiKeysWrong),
        buyer("api-keys", walk -> walk.newcomer().at("/organization/api-keys")),
        buyer("account", walk -> walk.newcomer().at("/account")),
        buyer("account-wrong", ConsolePage::accountWrong),
        buyer("account-password", walk -> walk.newcomer().at("/account/password")),
        buyer("account-password-wrong", ConsolePage::passwordWrong),
        buyer("not-found", ConsolePage::notFound),
        buyer("entry-not-sold", walk -> whileNotSold(walk, "/licenses/migration/add")),
        buyer("home-not-sold", walk -> whileNotSold(walk, "/")),
        buyer("something-went-wrong", ConsolePage::somethingWentWrong));
  }

  private static Page menu(Walk walk) {
    Page page = walk.newcomer().at("/");
    page.locator("header summary:visible").first().click();
    return page;
  }

  private static Page menuOnAPhone(Walk walk) {
    Page page = walk.newcomer().at("/");
    page.setViewportSize(360, 800);
    page.locator(".menu-button").click();
    page.locator("header summary:visible").first().click();
    return page;
  }

  private static Page entryWrong(Walk walk) {
    Page page = walk.newcomer().at("/licenses/migration/add");
    page.locator("#quantity").fill("0");
    page.locator("#entry-form button[type=submit]").click();
    page.locator("#quantity-error").waitFor();
    return page;
  }

  private static Page tooManyOpen(Walk walk) {
    Planting planting = walk.planting("undecided");
    Page page = walk.buyer("undecided").at("/licenses/migration/add");
    IntStream.range(0, InBrowser.OPEN).forEach(_ -> planting.of(Planted.AWAITING_PAYMENT));
    page.locator("#entry-form button[type=submit]").click();
    page.locator("main > [role=alert] ~ .sheet a.whole").first().waitFor();
    return page;
  }

  private static Page billingWrong(Walk walk) {
    Page page = walk.newcomer().at("/licenses/billing");
    page.locator("#billing-vatId").fill("none");
    return refused(page, page.locator("main form"));
  }

  private static Page webhooksWrong(Walk walk) {
    Page page = walk.newcomer().at("/licenses/webhooks");
    page.locator("#address").fill("https://example.com/hooks#here");
    return refused(page, page.locator("form:has(#address)"));
  }

  private static Page apiKeysWrong(Walk walk) {
    Page page = walk.newcomer().at("/organization/api-keys");
    page.locator("#name").fill("Build server");
    return refused(page, page.locator("form:has(#name)"));
  }

  private static Page accountWrong(Walk walk) {
    Page page = walk.newcomer().at("/account");
    page.locator("#email").fill("none");
    return refused(page, page.locator("form:has(#email)"));
  }

  private static Page passwordWrong(Walk walk) {
    Page page = walk.newcomer().at("/account/password");
    page.locator("#old").fill("another");
    page.locator("#chosen").fill("a password of some length");
    page.locator("#again").fill("a password of some length");
    return refused(page, page.locator("form:has(#old)"));
  }

  /** Sends a form, and returns when the answer says what is wrong with it. */
  private static Page refused(Page page, Locator form) {
    form.locator("button[type=submit]").last().click();
    page.locator("main [role=alert]").first().waitFor();
    return page;
  }

  private static Page webhooks(Walk walk) {
    walk.planting("integrator").endpoint();
    return walk.buyer("integrator").at("/licenses/webhooks");
  }

  private static Page webhookSecret(Walk walk) {
    Page page = walk.buyer("new-integrator").at("/licenses/webhooks");
    page.locator("#address").fill("https://example.com/hooks");
    page.locator("main button[type=submit]").click();
    page.locator("#secret").waitFor();
    return page;
  }

  /** Each way in which a delivery may stand, with what was answered. */
  private static Page webhook(Walk walk) {
    String endpoint = walk.planting("integrator").endpoint();
    Page page = walk.buyer("integrator").at("/licenses/webhooks/" + endpoint);
    page.locator("main details summary").nth(1).click();
    return page;
  }

  private static Page buyers(Walk walk) {
    Page page = walk.keeper().at("/organization/buyers");
    page.locator("main details summary").nth(1).click();
    return page;
  }

  private static Page buyersWrong(Walk walk) {
    Page page = buyers(walk);
    page.locator("details[open] select[name=right]").selectOption("UP_TO");
    page.locator("details[open] input[name=amount]").fill("much");
    page.locator("details[open] button").click();
    page.locator("#problem").waitFor();
    return page;
  }

  private static Page entryNotAllowed(Walk walk) {
    Page page = walk.limited().at("/licenses/migration/add");
    page.locator("#quantity").fill("9");
    page.locator("#entry-form button[type=submit]").click();
    page.locator("#limit[role=alert]").waitFor();
    return page;
  }

  private static Page apiKey(Walk walk) {
    Page page = madeKey(walk.newcomer());
    page.locator("#key").waitFor();
    return page;
  }

  private static Page madeKey(Visitor visitor) {
    Page page = visitor.at("/organization/api-keys");
    page.locator("#name").fill("Build server");
    page.locator("input[value='licenses:read']").check();
    page.locator("form.sheet button[type=submit]").click();
    return page;
  }

  private static Page proof(Walk walk) {
    Page page = madeKey(walk.absent());
    page.locator("#proof").waitFor();
    return page;
  }

  private static Page proofWrong(Walk walk) {
    Page page = proof(walk);
    page.locator("#proof").fill("another");
    return refused(page, page.locator("main form"));
  }

  /** Whom the provider signed in proves there anew who they are. */
  private static Page proofAtProvider(Walk walk) {
    Page page = madeKey(walk.provided("buyer"));
    page.locator(PROVE_ANEW).waitFor();
    return page;
  }

  /** Back from there, with what they had filled in. */
  private static Page proofGiven(Walk walk) {
    Page page = proofAtProvider(walk);
    return walk.byTheProvider(
        "buyer",
        () -> {
          page.locator(PROVE_ANEW).click();
          page.locator("main .banner.good").waitFor();
          return page;
        });
  }

  private static Page notFound(Walk walk) {
    String path = "/purchases/" + UUID.randomUUID();
    assertThat(walk.newcomer().open(path)).isEqualTo(404);
    return walk.newcomer().page();
  }

  /** What is sold is everybody's, so it is sold again before anything else is looked at. */
  private static Page whileNotSold(Walk walk, String path) {
    Visitor buyer = walk.newcomer();
    Page offer = walk.admin().at("/admin/offers/migration");
    offer.locator("#reason-withdraw").fill("a pause");
    offer.locator("button[value=withdraw]").click();
    offer.waitForURL("**/admin/offers?done=withdrawn");
    try {
      return buyer.at(path);
    } finally {
      Page next = walk.admin().at("/admin/offers/migration");
      next.locator("button[value=preview]").click();
      next.locator("#reason").fill("sold again");
      next.locator("button[value=publish]").click();
      next.waitForURL("**/admin/offers?done=published");
    }
  }

  /** As where a grant was forgotten: no page of the console fails by itself. */
  private static Page somethingWentWrong(Walk walk) {
    Visitor visitor = walk.newcomer();
    walk.records().change("revoke select on api_keys from licensing_console");
    try {
      assertThat(visitor.open("/organization/api-keys")).isEqualTo(500);
      return visitor.page();
    } finally {
      walk.records().change("grant select on api_keys to licensing_console");
    }
  }

  /** In every state there is, so that none is without a picture. */
  private static Stream<ConsolePage> purchases() {
    return Arrays.stream(Planted.values())
        .map(state -> buyer("purchase-" + state.word(), walk -> purchase(walk, state)));
  }

  private static Page purchase(Walk walk, Planted state) {
    Page page = walk.owner().at(path(walk, state));
    var told = Pattern.compile("^" + state.status() + "-");
    assertThat(page.locator("#status")).hasAttribute("data-status", told);
    return page;
  }

  private static Stream<ConsolePage> licenses() {
    return Stream.of(
        buyer("purchase-paid", walk -> walk.customer().at("/purchases/" + walk.paid())),
        buyer("home-open", walk -> walk.customer().at("/")),
        buyer("licenses", walk -> walk.customer().at("/licenses/migration")),
        buyer("licenses-nothing-found", walk -> walk.customer().at("/licenses/migration?q=none")),
        buyer("licenses-charts", walk -> walk.customer().at("/licenses/migration/charts")),
        buyer("license", walk -> walk.customer().at("/licenses/" + walk.paid())),
        buyer("license-suspended", ConsolePage::suspended),
        buyer("license-grace", walk -> walk.buyer("late").at("/licenses/" + late(walk))),
        buyer("license-test", walk -> walk.buyer("tester").at("/licenses/" + tested(walk))),
        buyer("purchase-test", walk -> walk.buyer("tester").at("/purchases/" + tested(walk))),
        buyer("verify-license-good", walk -> verified(walk, "")),
        buyer("verify-license-bad", walk -> verified(walk, "x")),
        buyer("mailbox", ConsolePage::mailbox),
        buyer("mail", ConsolePage::mail),
        buyer("documents", ConsolePage::documents),
        buyer("too-many-downloads", ConsolePage::tooManyDownloads),
        buyer("migration", walk -> walk.customer().at("/migration")),
        buyer("home-grace", ConsolePage::homeInGrace),
        buyer("home-ending", walk -> ending(walk).at("/")),
        buyer("licenses-ending", walk -> ending(walk).at("/licenses/migration")),
        buyer("home-open-purchases", walk -> walk.ownerOfAll().at("/")),
        buyer("licenses-every-state", walk -> walk.ownerOfAll().at("/licenses/migration")),
        buyer("entry-with-open-purchase", ConsolePage::entryAgain),
        buyer("home-locked-expired", walk -> ofOld(walk, Planted.LICENSED, 400).at("/")),
        buyer("home-locked-suspended", walk -> ofOld(walk, Planted.SUSPENDED, 1).at("/")),
        buyer("licenses-second-page", ConsolePage::secondPage),
        buyer("licenses-no-such-part", walk -> walk.customer().at("/licenses/migration?past=2")));
  }

  private static Page suspended(Walk walk) {
    return walk.owner().at("/licenses/" + walk.planted(Planted.SUSPENDED));
  }

  private static Page homeInGrace(Walk walk) {
    late(walk);
    return walk.buyer("late").at("/");
  }

  private static Visitor ending(Walk walk) {
    walk.planting("leaving").of(Planted.LICENSED, 350);
    return walk.buyer("leaving");
  }

  /** A license that is over, and works still. */
  private static String late(Walk walk) {
    return walk.planting("late").of(Planted.LICENSED, 370);
  }

  private static String tested(Walk walk) {
    Planting planting = walk.planting("tester");
    String purchase = planting.of(Planted.LICENSED);
    planting.asTests();
    return purchase;
  }

  /**
   * @param more that stands behind the file
   */
  private static Page verified(Walk walk, String more) {
    Visitor customer = walk.customer();
    String file = customer.home() + "licenses/" + walk.paid() + "/file?plain=true";
    String text = customer.context().request().get(file).text();
    Page page = customer.at("/licenses/verify");
    page.locator("#text").fill(text + more);
    page.locator("main form button[type=submit]").click();
    page.locator("main .banner[role=status]").waitFor();
    return page;
  }

  private static Page entryAgain(Walk walk) {
    return walk.ownerOfAll().at("/licenses/migration/add");
  }

  /** Which {@code ./dev up} has: with the mails of everybody. */
  private static Page mailbox(Walk walk) {
    Page page = walk.customer().page();
    page.navigate(walk.mailbox());
    page.waitForCondition(
        () -> {
          page.reload();
          return mailTo(walk, page).count() > 0;
        });
    return page;
  }

  private static Locator mailTo(Walk walk, Page mailbox) {
    return mailbox.locator("tr:has-text('%s') a".formatted(walk.mailAddress()));
  }

  /** As it was sent, without the mailbox's frame. */
  private static Page mail(Walk walk) {
    Page page = mailbox(walk);
    page.navigate(walk.mailbox() + mailTo(walk, page).first().getAttribute("href") + "/html");
    return page;
  }

  private static Page documents(Walk walk) {
    Page page = walk.customer().at("/organization/documents");
    page.locator("form.asked summary").click();
    assertThat(page.locator(".rows li")).not().hasCount(0);
    // A day, without a time of day that would be another day elsewhere.
    assertThat(page.locator(".rows time").first()).not().containsText(":");
    return page;
  }

  private static Page tooManyDownloads(Walk walk) {
    Visitor customer = walk.customer();
    Page page = customer.at("/organization/documents");
    Locator files = page.locator("a[href$='.zip']");
    String address = URI.create(customer.home()).resolve(files.getAttribute("href")).toString();
    do {
      while (customer.context().request().get(address).status() == 200) {
        // As many as are allowed in a minute.
      }
    } while (page.waitForResponse(address, files::click).status() != 429);
    page.locator("main.narrow h1").waitFor();
    return page;
  }

  private static Visitor ofOld(Walk walk, Planted state, int age) {
    String role = "former-" + state.word();
    walk.planting(role).of(state, age);
    return walk.buyer(role);
  }

  private static Page secondPage(Walk walk) {
    Planting planting = walk.planting("collector");
    IntStream.range(1, 45).forEach(age -> planting.of(Planted.LICENSED, age));
    Page page = walk.buyer("collector").at("/licenses/migration");
    page.locator("section[aria-labelledby=owned] nav a[rel=next]").click();
    page.waitForURL("**?licenses=after-*");
    page.locator("#past ~ nav a[rel=next]").click();
    assertThat(page.locator("a[rel=prev]")).hasCount(2);
    return page;
  }

  private static Stream<ConsolePage> refusedForms() {
    return Stream.of(
        buyer("form-used-before", ConsolePage::formUsedBefore),
        buyer("form-too-old", ConsolePage::formTooOld),
        buyer("entry-terms-changed", ConsolePage::entryTermsChanged),
        buyer("terms-changed", ConsolePage::termsChanged));
  }

  private static Page formUsedBefore(Walk walk) {
    Page form = new Buying(walk.buyer("hasty")).subscribeElsewhere(2);
    form.locator("#quantity").fill("3");
    form.locator("#entry-form button[type=submit]").click();
    form.locator("main [role=alert]").waitFor();
    return form;
  }

  private static Page formTooOld(Walk walk) {
    Page page = walk.newcomer().at("/account");
    page.evaluate("document.getElementsByName('_csrf').forEach(token => token.value = 'old')");
    page.locator("form:has(#email) button").click();
    page.locator("main.narrow").waitFor();
    return page;
  }

  private static Page entryTermsChanged(Walk walk) {
    Page page = walk.newcomer().at("/licenses/migration/add");
    walk.records().publishTerms();
    page.locator("#entry-form button[type=submit]").click();
    page.locator("#notes-heading ~ [role=alert]").waitFor();
    return page;
  }

  private static Page termsChanged(Walk walk) {
    Visitor buyer = walk.buyer("hesitant");
    new Buying(buyer).subscribe(2);
    walk.records().publishTerms();
    Page refusal =
        buyer.context().waitForPage(() -> buyer.page().locator("#continue button").click());
    refusal.locator("#before").waitFor();
    return refusal;
  }

  private static Stream<ConsolePage> asAColleague() {
    Stream<ConsolePage> lists =
        Stream.of(
            page(Reader.COLLEAGUE, "colleague-home", walk -> ofOwners(walk).at("/")),
            page(
                Reader.COLLEAGUE,
                "colleague-licenses",
                walk -> ofOwners(walk).at("/licenses/migration")));
    Stream<ConsolePage> purchases =
        Stream.of(Planted.CONFIRM, Planted.AWAITING_PAYMENT, Planted.CHECKING, Planted.LICENSED)
            .map(
                state ->
                    page(
                        Reader.COLLEAGUE,
                        "colleague-" + state.word(),
                        walk -> walk.colleague().at(path(walk, state))));
    Stream<ConsolePage> payment =
        Stream.of(
            page(
                Reader.COLLEAGUE,
                "colleague-payment",
                walk -> walk.colleague().at(path(walk, Planted.AWAITING_PAYMENT) + "/payment")));
    return Stream.of(lists, purchases, payment).flatMap(Function.identity());
  }

  private static Visitor ofOwners(Walk walk) {
    walk.ownerOfAll();
    return walk.colleague();
  }

  private static Stream<ConsolePage> payment() {
    Stream<ConsolePage> form =
        Stream.of(
            page(Reader.PAYMENT_WINDOW, "payment", ConsolePage::paymentForm),
            page(Reader.PAYMENT_WINDOW, "payment-wrong", ConsolePage::paymentWrong),
            page(Reader.PAYMENT_WINDOW, "payment-declined", ConsolePage::paymentDeclined),
            page(Reader.PAYMENT_WINDOW, "payment-closed", ConsolePage::paymentClosed),
            page(Reader.PAYMENT_WINDOW, "payment-not-taken", ConsolePage::paymentNotTaken));
    Stream<ConsolePage> without =
        Stream.of(
                Planted.PROCESSING,
                Planted.CHECKING,
                Planted.PLATFORM_DOWN,
                Planted.LAPSED,
                Planted.GIVEN_BACK)
            .map(
                state ->
                    page(
                        Reader.PAYMENT_WINDOW,
                        "payment-" + state.word(),
                        walk -> walk.owner().at(path(walk, state) + "/payment")));
    return Stream.concat(form, without);
  }

  private static Page paymentForm(Walk walk) {
    Page payment = walk.shopping().payment();
    assertThat(payment.locator("#pay-button")).isEnabled();
    return payment;
  }

  private static Page paymentWrong(Walk walk) {
    Page payment = walk.shopping().payment();
    payment.locator("#pay-button").click();
    payment.locator("#number-error").waitFor();
    return payment;
  }

  private static Page paymentDeclined(Walk walk) {
    Page payment = walk.shopping().payment();
    // Where it was declined before, that must not be taken for this time's.
    payment.evaluate("document.documentElement.dataset.before = 'yes'");
    Buying.pay(payment, Buying.DECLINED_CARD);
    payment.locator("html:not([data-before]) #status > .banner.bad").waitFor();
    Buying.field(payment, "number").waitFor();
    return payment;
  }

  private static Page paymentClosed(Walk walk) {
    String purchase = walk.planting("declined-too-often").closedToCards();
    return walk.buyer("declined-too-often").at("/purchases/" + purchase + "/payment");
  }

  /** As by a form that lost what the platform gave it. */
  private static Page paymentNotTaken(Walk walk) {
    Page payment = walk.shopping().payment();
    payment.evaluate("document.getElementById('pay').submit()");
    payment.locator("main .sheet [role=alert]").waitFor();
    return payment;
  }

  private static Stream<ConsolePage> support() {
    return Stream.of(
        support("support-list", walk -> walk.support().at("/support/purchases")),
        support("support-list-nothing-found", ConsolePage::nothingFound),
        support(
            "support-list-filtered",
            walk -> walk.support().at("/support/purchases?order=newest&outcome=licensed")),
        support("support-list-attention", ConsolePage::needAPerson),
        support("support-organization", ConsolePage::organization),
        support("support-organization-closed", ConsolePage::closedOrganization),
        support("support-buyers", ConsolePage::supportedBuyers),
        support("support-overview", walk -> walk.support().at("/support/overview")),
        support("support-findings", ConsolePage::findings),
        support("bulk-form", ConsolePage::bulkForm),
        support("bulk-run", ConsolePage::bulkRun),
        support("bulk-runs", walk -> walk.support().at("/support/bulk")));
  }

  private static Page nothingFound(Walk walk) {
    Page page = walk.support().at("/support/purchases");
    // Other tests of the same console may have left purchases of any age.
    page.locator("#q").fill("nobody-of-that-name");
    page.locator("form.asked summary").click();
    page.locator("#outcome").selectOption("licensed");
    page.locator("input[name=age]").fill("36");
    page.locator("form.asked .actions button").click();
    page.waitForURL("**outcome=licensed**age=36**");
    assertThat(page.locator(".filters a")).hasCount(1);
    assertThat(page.locator("main [role=status]:not([hidden])")).isVisible();
    return page;
  }

  private static Page needAPerson(Walk walk) {
    walk.ownerOfAll();
    Page page = walk.support().at(supported(walk.planted(Planted.LAPSED)));
    page.locator(".head a").click();
    page.waitForURL("**/support/purchases");
    return page;
  }

  private static Page organization(Walk walk) {
    Page page = walk.support().at("/support/purchases?q=" + walk.paid());
    page.locator("tbody a[href*='/organizations/']").first().click();
    page.locator("#orders-heading").waitFor();
    return page;
  }

  private static Page closedOrganization(Walk walk) {
    Planting planting = walk.planting("given-up");
    planting.of(Planted.LICENSED);
    planting.close();
    return walk.support().at("/support/organizations/" + planting.organization());
  }

  private static Page supportedBuyers(Walk walk) {
    walk.limited();
    UUID organization = walk.planting("keeper").organization();
    return walk.support().at("/support/organizations/" + organization + "/buyers");
  }

  private static Page findings(Walk walk) {
    walk.planting("owner").finding(walk.planted(Planted.DISPUTED));
    return walk.support().at("/support/findings");
  }

  private static Page bulkForm(Walk walk) {
    Page page = walk.support().at("/support/purchases?q=" + walk.planted(Planted.ACTIVATING));
    page.locator("details.more summary").click();
    page.locator("details.more a[href*='/bulk/new/']").first().click();
    page.locator("#reason").waitFor();
    return page;
  }

  private static Page bulkRun(Walk walk) {
    Page page = bulkForm(walk);
    page.locator("#reason").fill("many are stuck");
    page.locator("main form button").click();
    page.waitForURL("**/support/bulk/*");
    page.locator("#report tbody tr").waitFor();
    return page;
  }

  private static Stream<ConsolePage> supportedPurchases() {
    Stream<ConsolePage> paid =
        Stream.of(
            support("support-purchase-paid", ConsolePage::supportedAndPaid),
            support(
                "support-timeline",
                walk -> walk.support().at(supported(walk.paid()) + "/timeline")),
            support("support-evidence", ConsolePage::evidence),
            support("support-no-evidence", ConsolePage::noEvidence));
    Stream<ConsolePage> others =
        Arrays.stream(Planted.values())
            .filter(state -> state.attention() != null || state == Planted.AWAITING_PAYMENT)
            .map(
                state ->
                    support(
                        "support-" + state.word(),
                        walk -> walk.support().at(supported(walk.planted(state)))));
    return Stream.concat(paid, others);
  }

  private static Page supportedAndPaid(Walk walk) {
    Page page = walk.support().at(supported(walk.paid()));
    assertThat(page.locator("#timeline"))
        .containsText(walk.language().equals("en") ? "submitted for settlement" : "已提交结算");
    return page;
  }

  private static Page evidence(Walk walk) {
    Page page = walk.support().at(supported(walk.paid()));
    page.locator("a[href$='/evidence']").click();
    assertThat(page.locator("main > .banner.good")).isVisible();
    return page;
  }

  private static Page noEvidence(Walk walk) {
    Page page = walk.support().at(supported(walk.planted(Planted.LAPSED)) + "/evidence");
    assertThat(page.locator(".banner.bad li").first()).isVisible();
    return page;
  }

  /** Nothing is published here: what is sold, and on which terms, is everybody's. */
  private static Stream<ConsolePage> administration() {
    return Stream.of(
        admin("admin-users", walk -> walk.admin().at("/admin/users?q=support")),
        admin("admin-user", ConsolePage::user),
        admin("admin-invite", walk -> walk.admin().at("/admin/users/invite")),
        admin("admin-invite-wrong", ConsolePage::inviteWrong),
        admin("admin-link", ConsolePage::link),
        admin("admin-organizations", ConsolePage::organizations),
        admin("admin-terms", walk -> walk.admin().at("/admin/terms")),
        admin("admin-terms-preview", ConsolePage::termsPreview),
        admin("admin-offers", walk -> walk.admin().at("/admin/offers")),
        admin("admin-offer", walk -> walk.admin().at("/admin/offers/migration")),
        admin("admin-offer-preview", ConsolePage::offerPreview),
        admin("admin-actions", walk -> walk.admin().at("/admin/actions")),
        page(Reader.GUEST, "link", ConsolePage::followedLink),
        page(Reader.GUEST, "link-used-up", ConsolePage::linkUsedUp));
  }

  private static Page user(Walk walk) {
    Page page = walk.admin().at("/admin/users?q=support");
    page.locator("tbody a").first().click();
    page.locator("#known-heading").waitFor();
    return page;
  }

  private static Page link(Walk walk) {
    Page page = invited(walk.admin(), "invited-" + UUID.randomUUID());
    page.locator("#link").waitFor();
    return page;
  }

  private static Page inviteWrong(Walk walk) {
    Page page = invited(walk.admin(), "support");
    page.locator("#problem").waitFor();
    return page;
  }

  private static Page invited(Visitor admin, String name) {
    Page page = admin.at("/admin/users/invite");
    page.locator("#name").fill(name);
    page.locator("#organization").selectOption(new SelectOption().setIndex(1));
    page.locator("#reason").fill("joins us");
    page.locator("main button[type=submit]").click();
    return page;
  }

  private static Page organizations(Walk walk) {
    walk.planting("given-up").close();
    tested(walk);
    return walk.admin().at("/admin/organizations");
  }

  private static Page followedLink(Walk walk) {
    return walk.guest().at(URI.create(link(walk).locator("#link").textContent()).getPath());
  }

  private static Page linkUsedUp(Walk walk) {
    Page page = followedLink(walk);
    String link = page.url();
    String password = UUID.randomUUID().toString();
    page.locator("#chosen").fill(password);
    page.locator("#again").fill(password);
    page.locator("main button[type=submit]").click();
    page.waitForURL("**/login?chosen");
    assertThat(page.navigate(link).status()).isEqualTo(410);
    return page;
  }

  private static Page termsPreview(Walk walk) {
    Page page = walk.admin().at("/admin/terms");
    page.locator("#en").fill(page.locator("#en").inputValue() + " And more.");
    page.locator("button[value=preview]").click();
    page.locator("button[value=publish]").waitFor();
    return page;
  }

  private static Page offerPreview(Walk walk) {
    Page page = walk.admin().at("/admin/offers/migration");
    page.locator("#price").fill("20.00");
    page.locator("button[value=preview]").click();
    page.locator("button[value=publish]").waitFor();
    return page;
  }

  private static Stream<ConsolePage> whileSomethingIsMissing() {
    return Stream.of(
        without("temporal", Reader.BUYER, "not-confirmed", ConsolePage::notConfirmed),
        without(
            "temporal", Reader.PAYMENT_WINDOW, "continue-not-answered", ConsolePage::notAnswered),
        without("platform", Reader.PAYMENT_WINDOW, "payment-unavailable", ConsolePage::unavailable),
        without("postgres", Reader.BUYER, "database-down", ConsolePage::databaseDown));
  }

  private static Page notConfirmed(Walk walk) {
    Page page = walk.newcomer().at("/licenses/migration/add");
    page.locator("#quantity").fill("3");
    page.locator("#entry-form button[type=submit]").click();
    page.locator("main form:not([id]) button").waitFor();
    return page;
  }

  private static Page notAnswered(Walk walk) {
    Visitor owner = walk.owner();
    owner.at(path(walk, Planted.CONFIRM));
    Page window =
        owner.context().waitForPage(() -> owner.page().locator("#continue button").click());
    window.locator("form[action$='/continue'] button").waitFor();
    return window;
  }

  private static Page unavailable(Walk walk) {
    String path = path(walk, Planted.AWAITING_PAYMENT) + "/payment";
    assertThat(walk.owner().open(path)).isEqualTo(503);
    return walk.owner().page();
  }

  private static Page databaseDown(Walk walk) {
    assertThat(walk.owner().open("/licenses/migration")).isEqualTo(503);
    return walk.owner().page();
  }

  private static ConsolePage guest(String name, String path) {
    return page(Reader.GUEST, name, walk -> walk.guest().at(path));
  }

  private static ConsolePage buyer(String name, Function<Walk, Page> way) {
    return page(Reader.BUYER, name, way);
  }

  private static ConsolePage support(String name, Function<Walk, Page> way) {
    return page(Reader.SUPPORT, name, way);
  }

  private static ConsolePage admin(String name, Function<Walk, Page> way) {
    return page(Reader.ADMINISTRATION, name, way);
  }

  private static ConsolePage page(Reader reader, String name, Function<Walk, Page> way) {
    return new ConsolePage(reader, name, Optional.empty(), way);
  }

  private static ConsolePage without(
      String program, Reader reader, String name, Function<Walk, Page> way) {
    return new ConsolePage(reader, name, Optional.of(program), way);
  }

  private static String path(Walk walk, Planted state) {
    return "/purchases/" + walk.planted(state);
  }

  private static String supported(String purchase) {
    return "/support/purchases/" + purchase;
  }
}
