package licensing.web.admin;

import static licensing.web.testing.Browser.location;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import licensing.reading.PublishedTerms;
import licensing.web.testing.Authenticator;
import licensing.web.testing.Browser;
import licensing.web.testing.ConsoleTest;
import licensing.web.testing.World;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Terms and offers: seen before they are published, and what becomes of forms that are open. */
@ConsoleTest
class PublishingTest {

  private static final Pattern FIELD =
      Pattern.compile("<input type=\"hidden\" name=\"(\\w+)\" value=\"([^\"]*)\"");

  @Autowired private World world;
  @Autowired private JdbcClient jdbc;
  @Autowired private PublishedTerms published;
  @LocalServerPort private int port;

  private Browser admin;
  private Browser buyer;

  @BeforeEach
  void logIn() {
    jdbc.sql("delete from login_failures").update();
    admin = new Browser(port);
    admin.logIn(world.admin().name(), World.PASSWORD);
    Authenticator.enrol(admin);
    buyer = new Browser(port);
    buyer.logIn(world.buyer().name(), World.PASSWORD);
  }

  @Test
  void publishesTermsThatWereSeen() {
    int version = version();
    var open = entryForm();
    var texts =
        terms(version, "Cautious <b>purchase</b>\nAssess.\nTwice.\n\nSecond\nText", "一\n甲\n\n二\n乙");
    admin.get("/admin/terms");
    var preview = admin.post("/admin/terms", with(texts, "step", "preview"));
    assertThat(preview.body())
        .contains(
            "As buyers will see it",
            "<strong>Cautious &lt;b&gt;purchase&lt;/b&gt;</strong>",
            "Publish version " + (version + 1));
    assertThat(version()).isEqualTo(version);
    var unexplained = admin.post("/admin/terms", with(texts, "step", "publish"));
    assertThat(unexplained.statusCode()).isEqualTo(422);
    assertThat(unexplained.body()).contains("Say why", "Publish version");

    var publish = with(with(texts, "step", "publish"), "reason", "the law changed");
    assertThat(location(admin.post("/admin/terms", publish))).endsWith("?done=published");
    var now = published.current(Locale.SIMPLIFIED_CHINESE);
    assertThat(now.version().value()).isEqualTo(version + 1);
    assertThat(now.notes().getLast().text()).isEqualTo("乙");
    assertThat(admin.post("/admin/terms", publish).body()).contains("another version has been");

    var sent = buyer.post("/licenses/migration/add", with(open, "quantity", "3"));
    assertThat(sent.statusCode()).isEqualTo(422);
    assertThat(sent.body()).contains("The Important Notes have changed", "Assess.", "value=\"3\"");
  }

  @Test
  void keepsTermsThatAreIncomplete() {
    admin.get("/admin/terms");
    var answer =
        admin.post(
            "/admin/terms", with(terms(version(), "Only a heading", "一\n甲"), "step", "preview"));
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).contains("Each note needs a heading", ">Only a heading</textarea>");
    var current = published.current(Locale.ENGLISH);
    var same =
        terms(
            version(),
            TermsPage.NextTerms.text(current),
            TermsPage.NextTerms.text(published.current(Locale.SIMPLIFIED_CHINESE)));
    assertThat(admin.post("/admin/terms", with(same, "step", "preview")).body())
        .contains("since it is so already");
  }

  @Test
  void publishesAnOfferThatWasSeenAndWithdrawsIt() {
    var open = entryForm();
    try {
      var next = offer("21.50", "180");
      admin.get("/admin/offers/migration");
      assertThat(admin.post("/admin/offers/migration", with(next, "step", "preview")).body())
          .contains("As buyers will see it", "21.50 USD", "180 days", "Publish version");
      assertThat(buyer.get("/licenses/migration/add").body()).contains("19.00 USD");
      publish(next);

      var sent = buyer.post("/licenses/migration/add", with(open, "quantity", "3"));
      assertThat(sent.statusCode()).isEqualTo(422);
      assertThat(sent.body())
          .contains("Price or period have changed", "21.50 USD", "180 days", "value=\"3\"");

      var withdraw = Map.of("shown", offerVersion(), "step", "withdraw", "reason", "no more");
      assertThat(location(admin.post("/admin/offers/migration", withdraw)))
          .endsWith("?done=withdrawn");
      assertThat(buyer.get("/licenses/migration/add").statusCode()).isEqualTo(410);
      var late = buyer.post("/licenses/migration/add", with(entry(sent.body()), "quantity", "3"));
      assertThat(late.statusCode()).isEqualTo(410);
      assertThat(late.body()).contains("No longer sold");
      assertThat(admin.get("/admin/offers").body()).contains("withdrawn", "21.50 USD", "19.00 USD");
      assertThat(admin.get("/admin/actions").body())
          .contains("19.00 USD, 365 days", "21.50 USD, 180 days", "no more");
    } finally {
      publish(offer("19.00", "365"));
    }
    assertThat(buyer.get("/licenses/migration/add").body()).contains("19.00 USD");
  }

  @Test
  void sellsNothingForNothing() {
    admin.get("/admin/offers/migration");
    for (String price : new String[] {"0", "-1", "1e3", "19.005", "1,5", ""}) {
      var answer =
          admin.post("/admin/offers/migration", with(offer(price, "365"), "step", "preview"));
      assertThat(answer.statusCode()).as(price).isEqualTo(422);
      assertThat(answer.body()).contains("A price above 0");
    }
    assertThat(admin.get("/admin/offers/nothing").statusCode()).isEqualTo(404);
  }

  private void publish(Map<String, String> offer) {
    var publish = with(with(offer, "step", "publish"), "reason", "dearer");
    publish.put("shown", offerVersion());
    assertThat(location(admin.post("/admin/offers/migration", publish)))
        .endsWith("?done=published");
  }

  private Map<String, String> offer(String price, String days) {
    return Map.of(
        "shown",
        offerVersion(),
        "price",
        price,
        "currency",
        "USD",
        "days",
        days,
        "minimum",
        "1",
        "maximum",
        "99");
  }

  private String offerVersion() {
    return jdbc.sql("select version from offers where kind = 'MIGRATION'")
        .query(String.class)
        .single();
  }

  private static Map<String, String> terms(int shown, String english, String chinese) {
    return Map.of("shown", Integer.toString(shown), "en", english, "zh", chinese);
  }

  private int version() {
    return published.current(Locale.ENGLISH).version().value();
  }

  private Map<String, String> entryForm() {
    return entry(buyer.get("/licenses/migration/add").body());
  }

  private static Map<String, String> entry(String page) {
    return FIELD
        .matcher(page)
        .results()
        .filter(field -> !field.group(1).equals("_csrf"))
        .collect(Collectors.toMap(field -> field.group(1), PublishingTest::value, (a, b) -> a));
  }

  private static String value(MatchResult field) {
    return field.group(2).replace("&amp;", "&");
  }

  private static Map<String, String> with(Map<String, String> form, String name, String value) {
    Map<String, String> all = new HashMap<>(form);
    all.put(name, value);
    return all;
  }
}
