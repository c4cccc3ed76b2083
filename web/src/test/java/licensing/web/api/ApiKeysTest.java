package licensing.web.api;

import static licensing.web.testing.World.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import licensing.web.login.Accounts;
import licensing.web.login.Accounts.ConsoleUser;
import licensing.web.testing.ConsoleTest;
import licensing.web.testing.World;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.test.web.servlet.MockMvc;

/** How keys are made, replaced and taken away, and what they open. */
@ConsoleTest
class ApiKeysTest {

  private static final String PAGE = "/organization/api-keys";
  private static final Pattern KEY = Pattern.compile("lpk_[0-9a-f]{16}_[A-Za-z0-9_-]{43}");

  @Autowired private MockMvc web;
  @Autowired private World world;
  @Autowired private JdbcClient jdbc;
  @Autowired private ApiKeys keys;
  @Autowired private Accounts accounts;
  @LocalServerPort private int port;
  private ConsoleUser owner;

  @BeforeEach
  void somebody() {
    owner = world.buyer();
  }

  @Test
  void areShownOnceAndKeptAsAHash() throws Exception {
    String key = made("offers:read");

    assertThat(offers(key)).isEqualTo("200");
    String secret = key.substring(key.length() - 43);
    assertThat(page(owner))
        .contains("Build server", "offers:read", beginning(key))
        .doesNotContain(secret);
    assertThat(
            jdbc.sql("select count(*) from api_key_secrets s where s::text like '%' || ? || '%'")
                .param(secret)
                .query(Integer.class)
                .single())
        .isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "lpk_", "lpk_0123456789abcdef_", "Basic"})
  void areNotGuessed(String start) throws Exception {
    String key = made("offers:read");
    String wrong = start.endsWith("_") ? start + "A".repeat(43) : start;
    assertThat(offers(wrong)).isEqualTo("401 unauthenticated");
    String other = key.endsWith("A") ? "B" : "A";
    assertThat(offers(key.substring(0, key.length() - 1) + other)).startsWith("401");
  }

  @Test
  void openWhatTheyAreFor() throws Exception {
    Program program = new Program(port, made("licenses:read"));

    assertThat(program.get("/api/v1/licenses").problem()).isEqualTo("200");
    assertThat(program.get("/api/v1/offers").problem()).isEqualTo("403 scope-missing");
    assertThat(program.get("/licenses/migration").header("Location")).endsWith("/login");
  }

  @Test
  void areReplacedWhileTwoAreGood() throws Exception {
    String first = made("offers:read");
    String second = key(send(PAGE + "/" + id() + "/rotate", "overlap", "24"));
    assertThat(page(owner))
        .contains("secret from before good until", beginning(second))
        .doesNotContain(beginning(first));
    assertThat(List.of(offers(first), offers(second))).containsOnly("200");

    String third = key(send(PAGE + "/" + id() + "/rotate", "overlap", "1"));
    assertThat(offers(first)).as("of three the oldest").startsWith("401");
    assertThat(List.of(offers(second), offers(third))).containsOnly("200");

    jdbc.sql(
            """
            update api_key_secrets set expires_at = now() - interval '1 second'
            where expires_at is not null and key_id = ?""")
        .param(id())
        .update();
    assertThat(offers(second)).startsWith("401");
    assertThat(offers(third)).isEqualTo("200");
    assertThat(events()).containsExactly("MAKE offers:read", "ROTATE PT24H", "ROTATE PT1H");
  }

  @Test
  void areRevokedByWhoeverIsOfTheOrganization() throws Exception {
    String key = made("offers:read");
    ConsoleUser colleague = colleague();
    ConsoleUser stranger = world.buyer();

    assertThat(status(stranger, PAGE + "/" + id() + "/revoke")).isEqualTo(404);
    assertThat(status(stranger, PAGE + "/" + id() + "/rotate")).isEqualTo(404);
    assertThat(status(colleague, PAGE + "/" + id() + "/rotate")).isEqualTo(404);
    assertThat(page(stranger)).doesNotContain("Build server");
    assertThat(offers(key)).isEqualTo("200");

    assertThat(page(colleague)).contains("Build server", "/revoke\"").doesNotContain("/rotate\"");
    assertThat(status(colleague, PAGE + "/" + id() + "/revoke")).isEqualTo(303);
    assertThat(status(owner, PAGE + "/" + id() + "/revoke")).as("again").isEqualTo(303);
    assertThat(offers(key)).isEqualTo("401 unauthenticated");
    assertThat(status(owner, PAGE + "/" + id() + "/rotate")).isEqualTo(404);
    assertThat(events()).containsExactly("MAKE offers:read", "REVOKE ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update users set disabled_at = now() where id = :user",
        "update users set organization_id = :other where id = :user",
        "update organizations set closed_at = now() where id = :organization"
      })
  void areVoidWithoutTheirOwner(String change) throws Exception {
    String key = made("offers:read");
    jdbc.sql(change)
        .param("user", owner.id().value())
        .param("organization", owner.organization().value())
        .param("other", world.buyer().organization().value())
        .update();

    assertThat(offers(key)).isEqualTo("401 unauthenticated");
  }

  @Test
  void needANameAndAScopeAndAreNotMany() throws Exception {
    assertThat(answer(PAGE, "name", "", "scopes", "offers:read"))
        .contains("needs a name", "id=\"problem\"");
    assertThat(answer(PAGE, "name", "Build server", "scopes", "everything"))
        .contains("Choose at least one", "value=\"Build server\"");
    for (int i = 0; i < ApiKeys.MOST; i++) {
      keys.make(owner, "one of many", EnumSet.of(Scope.OFFERS_READ)).orElseThrow();
    }
    assertThat(answer(PAGE, "name", "one more", "scopes", "offers:read"))
        .contains("as many keys as it may have");
    String chinese =
        web.perform(get(PAGE).locale(Locale.SIMPLIFIED_CHINESE).with(as(owner)))
            .andReturn()
            .getResponse()
            .getContentAsString();
    assertThat(chinese).contains("贵组织的密钥").doesNotContain("??");
  }

  @Test
  void mayAskSoOftenAMinute() throws Exception {
    String key = keys.make(owner, "busy", EnumSet.of(Scope.OFFERS_READ)).orElseThrow();
    var door = new ApiAccess(keys, new SimpleMeterRegistry(), 2).filter();
    var answer = new MockHttpServletResponse();
    for (int status : new int[] {200, 200, 429}) {
      var request = new MockHttpServletRequest("GET", "/api/v1/offers");
      request.addHeader("Authorization", "Bearer " + key);
      answer = new MockHttpServletResponse();
      door.doFilter(request, answer, new MockFilterChain());
      SecurityContextHolder.clearContext();
      assertThat(answer.getStatus()).isEqualTo(status);
    }
    String seconds = answer.getHeader("Retry-After");
    assertThat(seconds).matches("[1-9]|[1-5]\\d|60");
    assertThat(answer.getContentAsString())
        .contains("\"code\":\"too-many-requests\"")
        .contains("\"detail\":\"Nothing was done; ask again in " + seconds + " s\"");
  }

  private static String beginning(String key) {
    return key.substring(0, key.length() - 43) + "…";
  }

  private String made(String... scopes) throws Exception {
    String[] fields = new String[2 + 2 * scopes.length];
    fields[0] = "name";
    fields[1] = "Build server";
    for (int i = 0; i < scopes.length; i++) {
      fields[2 + 2 * i] = "scopes";
      fields[3 + 2 * i] = scopes[i];
    }
    return key(send(PAGE, fields));
  }

  private static String key(String page) {
    var found = KEY.matcher(page);
    assertThat(found.find()).as(page).isTrue();
    return found.group();
  }

  private String send(String path, String... fields) throws Exception {
    return answer(path, fields);
  }

  private String answer(String path, String... fields) throws Exception {
    var request = post(path).with(as(owner)).with(csrf());
    for (int i = 0; i < fields.length; i += 2) {
      request.param(fields[i], fields[i + 1]);
    }
    return web.perform(request).andReturn().getResponse().getContentAsString();
  }

  private int status(ConsoleUser user, String path) throws Exception {
    return web.perform(post(path).param("overlap", "1").with(as(user)).with(csrf()))
        .andReturn()
        .getResponse()
        .getStatus();
  }

  private String page(ConsoleUser user) throws Exception {
    return web.perform(get(PAGE).with(as(user))).andReturn().getResponse().getContentAsString();
  }

  private String offers(String key) throws Exception {
    return new Program(port, key).get("/api/v1/offers").problem();
  }

  private UUID id() {
    return jdbc.sql("select id from api_keys where user_id = ?")
        .param(owner.id().value())
        .query(UUID.class)
        .single();
  }

  private List<String> events() {
    return jdbc.sql(
            "select act || ' ' || detail from api_key_events where key_id = ? order by acted_at, id")
        .param(id())
        .query(String.class)
        .list();
  }

  private ConsoleUser colleague() {
    ConsoleUser other = world.buyer();
    jdbc.sql("update users set organization_id = ? where id = ?")
        .params(owner.organization().value(), other.id().value())
        .update();
    return accounts.of(other.id()).orElseThrow();
  }
}
