package licensing.web.webhook;

import static licensing.web.testing.World.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import licensing.web.login.Accounts.ConsoleUser;
import licensing.web.testing.ConsoleTest;
import licensing.web.testing.World;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** What an organization may do with its endpoints, and nobody with another's. */
@ConsoleTest
class WebhookPagesTest {

  private static final String LIST = "/licenses/webhooks";
  private static final Pattern SECRET = Pattern.compile("whsec_[A-Za-z0-9+/]{43}=");

  @Autowired private World world;
  @Autowired private MockMvc web;
  @Autowired private JdbcClient jdbc;

  @Test
  void aSecretIsShownOnceAndKeptEncrypted() throws Exception {
    ConsoleUser user = world.buyer();
    String answer = text(add(user, "https://example.com/hooks?a=1", "license.activated"));
    String secret = secret(answer);
    UUID endpoint = endpointOf(user);

    assertThat(text(page(user, LIST)))
        .contains("https://example.com/hooks?a=1", "1 kind of message")
        .doesNotContain("whsec_");
    assertThat(text(page(user, at(endpoint)))).doesNotContain("whsec_");
    assertThat(
            jdbc.sql("select encode(ciphertext, 'escape') from webhook_secrets")
                .query(String.class)
                .list())
        .noneMatch(kept -> kept.contains(secret.substring(6, 20)));

    String another = secret(text(act(user, endpoint, "ROTATE")));
    assertThat(another).isNotEqualTo(secret);
    assertThat(text(page(user, at(endpoint)))).contains("Each message has two signatures");
  }

  @ParameterizedTest
  @CsvSource({
    "http://example.com/hooks, license.activated, must begin with https",
    "https://169.254.169.254/latest, license.activated, public addresses only",
    "https://[::1]/, license.activated, public addresses only",
    "nowhere, license.activated, Enter an address like",
    "https://example.com/hooks, license.sold, Choose at least one",
    "https://example.com/hooks, '', Choose at least one"
  })
  void whatIsWrongIsSaidAndNothingLost(String address, String type, String words) throws Exception {
    ConsoleUser user = world.buyer();
    MockHttpServletResponse refused = add(user, address, type);

    assertThat(refused.getStatus()).isEqualTo(422);
    assertThat(text(refused)).contains(words, "value=\"" + address + "\"");
    assertThat(text(page(user, LIST))).doesNotContain("id=\"endpoints\"");
  }

  @Test
  void anOrganizationHasSoManyAtMost() throws Exception {
    ConsoleUser user = world.buyer();
    for (int i = 0; i < 5; i++) {
      assertThat(add(user, "https://example.com/" + i, "license.activated").getStatus())
          .isEqualTo(200);
    }
    assertThat(text(page(user, LIST))).contains("There are 5 endpoints");
    assertThat(add(user, "https://example.com/6", "license.activated").getStatus()).isEqualTo(422);
  }

  @Test
  void isChangedTestedDisabledAndDeleted() throws Exception {
    ConsoleUser user = world.buyer();
    add(user, "https://example.com/hooks", "license.activated", "document.issued");
    UUID endpoint = endpointOf(user);

    assertThat(
            done(
                act(
                    user,
                    endpoint,
                    "CHANGE",
                    "address",
                    "https://example.com/new",
                    "types",
                    "purchase.ended")))
        .isEqualTo("CHANGE");
    assertThat(text(page(user, at(endpoint)))).contains("value=\"https://example.com/new\"");
    assertThat(act(user, endpoint, "CHANGE", "address", "http://10.0.0.1/").getStatus())
        .isEqualTo(422);
    assertThat(done(act(user, endpoint, "TEST"))).isEqualTo("TEST");
    assertThat(done(act(user, endpoint, "TEST"))).isEqualTo("NOTHING_TEST");
    assertThat(text(page(user, at(endpoint)))).contains("webhook.test", "On its way");
    assertThat(act(user, endpoint, "EXPLODE").getStatus()).isEqualTo(400);
    assertThat(done(act(user, endpoint, "DISABLE"))).isEqualTo("DISABLE");
    assertThat(text(page(user, at(endpoint)))).contains("Disabled by somebody");
    assertThat(done(act(user, endpoint, "ENABLE"))).isEqualTo("ENABLE");
    assertThat(text(page(user, at(endpoint)))).doesNotContain("Disabled by somebody");
    assertThat(done(act(user, endpoint, "DELETE"))).isEqualTo("DELETE");
    assertThat(page(user, at(endpoint)).getStatus()).isEqualTo(404);
  }

  @Test
  void showsWhatWasAnsweredAndDeliversAgain() throws Exception {
    ConsoleUser user = world.buyer();
    add(user, "https://example.com/hooks", "license.activated");
    UUID endpoint = endpointOf(user);
    UUID delivery = failed(endpoint);

    assertThat(text(page(user, at(endpoint))))
        .contains(
            "&lt;script&gt;alert(1)&lt;/script&gt;", "Leads elsewhere", "307", "12 ms", "1 try")
        .doesNotContain("<script>alert");
    assertThat(done(act(user, endpoint, "REDELIVER", "delivery", delivery.toString())))
        .isEqualTo("REDELIVER");
    assertThat(done(act(user, endpoint, "REDELIVER", "delivery", delivery.toString())))
        .isEqualTo("NOTHING_REDELIVER");
    assertThat(done(act(user, endpoint, "REDELIVER", "delivery", "nonsense")))
        .isEqualTo("NOTHING_REDELIVER");
    failed(endpoint);
    assertThat(done(act(user, endpoint, "REDELIVER_FAILED", "hours", "24")))
        .isEqualTo("REDELIVER_FAILED");
    assertThat(done(act(user, endpoint, "REDELIVER_FAILED", "hours", "24")))
        .isEqualTo("NOTHING_REDELIVER_FAILED");
    assertThat(done(act(user, endpoint, "REDELIVER_FAILED", "hours", "9999")))
        .isEqualTo("NOTHING_REDELIVER_FAILED");
  }

  @Test
  void leafsThroughAllDeliveriesOrThoseThatFailed() throws Exception {
    ConsoleUser user = world.buyer();
    add(user, "https://example.com/hooks", "license.activated");
    UUID endpoint = endpointOf(user);
    UUID oldest = failed(endpoint);
    jdbc.sql(
            """
            insert into webhook_deliveries
              (id, endpoint_id, message, type, payload, started_at, state, ended_at)
            select gen_random_uuid(), :endpoint, gen_random_uuid(), 'license.activated', '{}',
              now(), 'DELIVERED', now() from generate_series(1, 20)""")
        .param("endpoint", endpoint)
        .update();

    String first = text(page(user, at(endpoint)));
    assertThat(first).contains("rel=\"next\"").doesNotContain(oldest.toString(), "rel=\"prev\"");
    Matcher older = Pattern.compile("\\?(at=after-[^\"#]+)").matcher(first);
    assertThat(older.find()).isTrue();
    assertThat(text(page(user, at(endpoint) + "?" + older.group(1)))).contains(oldest.toString());
    assertThat(text(page(user, at(endpoint) + "?state=failed&at=nonsense")))
        .contains(oldest.toString(), "All deliveries")
        .doesNotContain("Delivered<", "rel=\"next\"");
  }

  @Test
  void isNobodyElses() throws Exception {
    ConsoleUser user = world.buyer();
    add(user, "https://example.com/hooks", "license.activated");
    UUID endpoint = endpointOf(user);
    ConsoleUser other = world.buyer();

    assertThat(text(page(other, LIST))).doesNotContain("example.com/hooks\"", endpoint.toString());
    assertThat(page(other, at(endpoint)).getStatus()).isEqualTo(404);
    for (String act : List.of("CHANGE", "TEST", "ROTATE", "DISABLE", "DELETE", "REDELIVER")) {
      assertThat(act(other, endpoint, act).getStatus()).as(act).isEqualTo(404);
    }
    assertThat(page(user, LIST + "/nonsense").getStatus()).isEqualTo(404);
    assertThat(text(page(user, at(endpoint)))).contains("Active");
  }

  private UUID failed(UUID endpoint) {
    UUID id = UUID.randomUUID();
    jdbc.sql(
            """
            insert into webhook_deliveries
              (id, endpoint_id, message, type, payload, started_at, state, ended_at)
            values (:id, :endpoint, :id::text, 'license.activated', '{}', now(), 'FAILED', now())""")
        .param("id", id)
        .param("endpoint", endpoint)
        .update();
    jdbc.sql(
            """
            insert into webhook_attempts
              (delivery_id, number, tried_at, outcome, status, milliseconds, answer)
            values (?, 1, now(), 'MOVED', 307, 12, '<script>alert(1)</script>')""")
        .param(id)
        .update();
    return id;
  }

  private UUID endpointOf(ConsoleUser user) {
    return jdbc.sql("select id from webhook_endpoints where organization_id = ?")
        .param(user.organization().value())
        .query(UUID.class)
        .single();
  }

  private static String at(UUID endpoint) {
    return LIST + "/" + endpoint;
  }

  private static String secret(String page) {
    Matcher found = SECRET.matcher(page);
    assertThat(found.find()).as(page).isTrue();
    return found.group();
  }

  /** What the page that it leads to says. */
  private static String done(MockHttpServletResponse answer) {
    assertThat(answer.getStatus()).isEqualTo(303);
    return String.valueOf(answer.getRedirectedUrl()).replaceFirst(".*\\?done=", "");
  }

  private MockHttpServletResponse add(ConsoleUser user, String address, String... types)
      throws Exception {
    return sent(post(LIST).param("address", address).param("types", types), user);
  }

  private MockHttpServletResponse act(ConsoleUser user, UUID endpoint, String act, String... fields)
      throws Exception {
    MockHttpServletRequestBuilder form = post(at(endpoint)).param("act", act);
    for (int i = 0; i < fields.length; i += 2) {
      form.param(fields[i], fields[i + 1]);
    }
    return sent(form, user);
  }

  private MockHttpServletResponse sent(MockHttpServletRequestBuilder form, ConsoleUser user)
      throws Exception {
    return web.perform(form.with(as(user)).with(csrf())).andReturn().getResponse();
  }

  private MockHttpServletResponse page(ConsoleUser user, String path) throws Exception {
    return web.perform(get(path).with(as(user))).andReturn().getResponse();
  }

  private static String text(MockHttpServletResponse answer) throws Exception {
    return answer.getContentAsString(StandardCharsets.UTF_8);
  }
}
