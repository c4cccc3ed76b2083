package licensing.local.bench;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import licensing.local.bench.Question.Goal;

/** All that support asks of the console, with what is there to be found. */
final class Questions {

  private static final String LIST = "/support/purchases";
  private static final String OWN = "/licenses/migration";
  private static final int DIFFERENT = 200;

  private final Connection database;
  private final List<Question> all = new ArrayList<>();

  private Questions(Connection database) {
    this.database = database;
  }

  /**
   * @param database that was filled
   */
  static List<Question> of(Connection database) throws SQLException {
    Questions questions = new Questions(database);
    questions.orders();
    questions.filters();
    questions.searches();
    questions.depths();
    questions.files();
    questions.purchases();
    questions.organizations();
    return questions.all;
  }

  /** The story of one purchase: of rows, of its history and of the platform. */
  static List<Question> timelines(Connection database) throws SQLException {
    var addresses =
        new Questions(database)
            .texts(some("select id from purchases where outcome = 'LICENSED'")).stream()
                .map(id -> LIST + "/" + id + "/timeline")
                .toList();
    return List.of(new Question("timeline of one purchase", addresses, true, Goal.OF_A_PURCHASE));
  }

  /** All that the demo's buyer asks of a list of very many licenses. */
  static List<Question> ofLicenses(Connection database) throws SQLException {
    Questions questions = new Questions(database);
    questions.ownLicenses();
    return questions.all;
  }

  private void ownLicenses() throws SQLException {
    String own =
        """
        select licenses.*, users.name from licenses join purchases on id = purchase_id
        join users on users.id = licenses.user_id where users.name = 'buyer'
        """;
    own("licenses, newest first", "");
    own("licenses, ending first", "?order=ending");
    for (String state : List.of("active", "expiring", "expired", "suspended")) {
      own("licenses: " + state, "?state=" + state);
    }
    own("licenses: expired, ending first", "?state=expired&order=ending");
    own("search: license key", own, "select key from (%s) own");
    own("search: beginning of a key", own, "select left(key, 8) from (%s) own");
    own("search: beginning of an order", own, "select left(purchase_id::text, 8) from (%s) own");
    own("search: name of the buyer", "?q=buyer");
    own("search: name of who bought long ago", "?q=colleague");
    own("search: name that nobody has", "?q=nobody");
    own(
        "licenses, half way",
        own,
        "select 'after-0-' || (extract(epoch from starts_at) * 1000000)::bigint || '-' ||"
            + " purchase_id from (%s) own",
        "?licenses=");
    ownPages(own);
  }

  private void ownPages(String own) throws SQLException {
    List<String> pages =
        texts(some("select purchase_id from (%s) own".formatted(own))).stream()
            .map("/licenses/"::concat)
            .toList();
    all.add(new Question("one license", pages, true, Goal.OF_AN_OWN_LIST));
    all.add(new Question("home", List.of("/"), true, Goal.OF_AN_OWN_LIST));
    all.add(new Question("charts", List.of(OWN + "/charts"), true, Goal.OF_A_LIST));
    all.add(new Question("CSV, first byte", List.of(OWN + ".csv"), false, Goal.OF_AN_OWN_LIST));
    all.add(
        new Question(
            "CSV, first byte: expiring",
            List.of(OWN + ".csv?state=expiring"),
            false,
            Goal.OF_AN_OWN_LIST));
  }

  private void own(String name, String question) {
    all.add(new Question(name, List.of(OWN + question), true, Goal.OF_AN_OWN_LIST));
  }

  private void own(String name, String own, String values) throws SQLException {
    own(name, own, values, "?q=");
  }

  private void own(String name, String own, String values, String question) throws SQLException {
    var addresses =
        texts(some(values.formatted(own))).stream()
            .map(value -> OWN + question + encoded(value))
            .toList();
    all.add(new Question(name, addresses, true, Goal.OF_AN_OWN_LIST));
  }

  private void orders() {
    list("list, urgent first", "");
    list("list, newest first", "?order=newest");
    list("list, oldest first", "?order=oldest");
  }

  private void filters() {
    Stream.of("any", "payment-unknown", "capture-failing", "money-lost", "platform-report")
        .forEach(why -> list("attention: " + why, "?attention=" + why));
    Stream.of("confirm-redirect", "await-payment", "activate-license", "redirect-home", "ended")
        .forEach(step -> list("step: " + step, "?step=" + step));
    Stream.of("open", "licensed", "withdrawn", "lapsed", "declined", "given-back", "suspended")
        .forEach(outcome -> list("outcome: " + outcome, "?outcome=" + outcome));
    list("age: within 10 minutes", "?than=within&age=10");
    list("age: longer ago than 1 hour, open", "?age=1&unit=hours&outcome=open");
    list("age: longer ago than 400 days", "?age=400&unit=days&order=newest");
    list("all filters", "?attention=any&step=await-payment&outcome=open&age=1&unit=hours");
    list("filters that nothing meets", "?step=await-payment&outcome=licensed");
  }

  private void searches() throws SQLException {
    search("purchase id", "select id from purchases");
    search("beginning of a purchase id", "select left(id::text, 8) from purchases");
    search("organization id", "select id from organizations");
    search("organization name", "select name from organizations");
    search("user id", "select id from users");
    search("login name", "select name from users where role = 'BUYER'");
    search("beginning of few login names", "select left(name, 9) from users where role = 'BUYER'");
    list("search: beginning of all login names", "?q=bench-");
    search("reference", "select platform_reference from payment_attempts where card is not null");
    search("card", "select right(card, 4) from payment_attempts where card is not null");
    search("license key", "select key from licenses");
    search("beginning of a license key", "select left(key, 8) from licenses");
    search("nothing", "select md5(name) as missing from organizations");
    String largest =
        "select organization_id from purchases group by 1 order by count(*) desc limit 1";
    for (String organization : texts(largest)) {
      list("largest organization", "?q=" + organization);
      list("largest organization, given back", "?outcome=given-back&q=" + organization);
      list("largest organization, attention", "?attention=any&q=" + organization);
      list("largest organization, activating", "?step=activate-license&q=" + organization);
    }
  }

  /** Where half of the list lies before the page. */
  private void depths() throws SQLException {
    deep("urgent first", 1, "attention is null", "?from=");
    deep("newest first", 0, "true", "?order=newest&from=");
    deep("licensed", 0, "outcome = 'LICENSED'", "?order=newest&outcome=licensed&from=");
  }

  private void files() {
    file("CSV, first byte: given back", "?outcome=given-back");
    file("CSV, first byte: attention", "?attention=any");
    file("CSV, first byte: refused, too many", "");
  }

  private void purchases() throws SQLException {
    var addresses =
        texts(some("select id from purchases")).stream().map(id -> LIST + "/" + id).toList();
    all.add(new Question("one purchase", addresses, true, Goal.OF_A_PURCHASE));
  }

  private void organizations() throws SQLException {
    all.add(new Question("overview", List.of("/support/overview"), true, Goal.OF_A_LIST));
    var addresses =
        texts(some("select id from organizations")).stream()
            .map(id -> "/support/organizations/" + id)
            .toList();
    all.add(new Question("one organization", addresses, true, Goal.OF_A_LIST));
  }

  private void list(String name, String question) {
    all.add(new Question(name, List.of(LIST + question), true, Goal.OF_A_LIST));
  }

  private void file(String name, String question) {
    all.add(new Question(name, List.of(LIST + ".csv" + question), false, Goal.OF_A_LIST));
  }

  private void search(String what, String values) throws SQLException {
    var addresses =
        texts(some(values)).stream().map(value -> LIST + "?q=" + encoded(value)).toList();
    all.add(new Question("search: " + what, addresses, true, Goal.OF_A_LIST));
  }

  private void deep(String name, int section, String rows, String question) throws SQLException {
    String places =
        """
        select 'after-%d-' || (extract(epoch from subscribed_at) * 1000000)::bigint || '-' || id
        from purchases where %s order by subscribed_at desc, id desc
        offset (select count(*) / 2 from purchases where %s) limit %d
        """
            .formatted(section, rows, rows, DIFFERENT);
    var addresses = texts(places).stream().map(place -> LIST + question + place).toList();
    all.add(new Question("half way: " + name, addresses, true, Goal.OF_A_LIST));
  }

  private static String some(String values) {
    return "select * from (%s) found order by random() limit %d".formatted(values, DIFFERENT);
  }

  private List<String> texts(String sql) throws SQLException {
    var found = new ArrayList<String>();
    try (var statement = database.createStatement();
        var rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        found.add(rows.getString(1));
      }
    }
    return found;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
