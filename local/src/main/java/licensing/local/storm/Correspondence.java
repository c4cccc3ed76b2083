package licensing.local.storm;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import licensing.local.LaunchFailure;
import licensing.local.MailServer;
import licensing.local.TappedStack;
import licensing.local.buyer.Buyer;
import licensing.local.buyer.Buyers;
import licensing.local.buyer.Page;
import licensing.local.storm.people.Crowd;
import org.jsoup.nodes.FormElement;

/** What organizations have beside people: addresses for mails, and software to be told. */
record Correspondence(TappedStack tapped) {

  /** By the people who add them; one organization has two, and one has none. */
  private static final List<Endpoint> ENDPOINTS =
      List.of(
          new Endpoint("storm-0", "first"),
          new Endpoint("storm-0", "second"),
          new Endpoint("storm-1", "third"),
          new Endpoint("storm-2", "leaves"));

  /** Of the last of them. */
  private static final int LEAVES_AFTER = 5;

  private record Endpoint(String person, String name) {}

  /**
   * @param secrets is told what only the endpoints may know
   */
  void begin(Consumer<String> secrets) {
    addAddresses();
    try (Buyers people = new Buyers(tapped.console())) {
      for (Endpoint each : ENDPOINTS) {
        String secret = added(people, each);
        tapped.webhookReceiver().trust(each.name(), secret);
        secrets.accept(secret);
      }
    }
    tapped.webhookReceiver().leave(ENDPOINTS.getLast().name(), LEAVES_AFTER);
  }

  /**
   * The mail server refuses that of one organization, and one has none. Of its buyers each has an
   * address, of all others half.
   */
  private void addAddresses() {
    try (var connection = tapped.stack().database().getConnection();
        var statement = connection.createStatement();
        var insert =
            connection.prepareStatement(
                """
                insert into billing_details (organization_id, company, address, city, country, email)
                select id, name, '1 Example Street', 'Cork', 'IE',
                  case name when 'Storm 3' then ? else 'finance@' || md5(name) || '.example' end
                from organizations where name <> 'Storm 1'
                """)) {
      insert.setString(1, MailServer.REFUSED);
      insert.executeUpdate();
      statement.executeUpdate(
          """
          update users set email = users.name || '@buyers.example' from organizations
          where organizations.id = organization_id and organizations.name like 'Storm %'
            and (organizations.name = 'Storm 1' or md5(users.name) < '8')
          """);
    } catch (SQLException e) {
      throw new LaunchFailure("Nobody has an address: " + e.getMessage(), e);
    }
  }

  private String added(Buyers people, Endpoint endpoint) {
    Buyer buyer = people.named(endpoint.person(), Crowd.passwordOf(endpoint.person()));
    buyer.login().redirect();
    FormElement form = buyer.browser().get("/licenses/webhooks").shown().form("/webhooks");
    Page made =
        buyer
            .browser()
            .submit(
                form,
                Map.of(
                    "address",
                    tapped.webhookAddress(endpoint.name()),
                    "types",
                    String.join(",", form.select("[name=types]").eachAttr("value"))))
            .shown();
    return made.document().select("#secret").text();
  }
}
