package licensing.web.account;

import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import licensing.web.login.Accounts;
import licensing.web.login.Accounts.ConsoleUser;
import licensing.web.login.LoginFactors;
import licensing.web.testing.ConsoleTest;
import licensing.web.testing.World;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.FactorGrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

@ConsoleTest
class FreshProofTest {

  /** Of no purchase: what is let through finds nothing there. */
  private static final String ACTIONS =
      "/support/purchases/00000000-0000-4000-8000-000000000000/actions";

  @Autowired private MockMvc web;
  @Autowired private World world;
  @Autowired private JdbcClient jdbc;
  @Autowired private Accounts accounts;
  private ConsoleUser support;

  @BeforeEach
  void begin() {
    jdbc.sql("delete from login_failures").update();
    support = world.support();
  }

  @ParameterizedTest
  @ValueSource(strings = {"GIVE_BACK_AND_END", "RESOLVE_PAID", "RESOLVE_NOT_CHARGED", "", "ANEW"})
  void isAskedForBeforeMoneyIsDecidedAbout(String action) throws Exception {
    send(form(action), Duration.ofMinutes(11))
        .andExpect(status().isForbidden())
        .andExpect(
            content()
                .string(
                    allOf(
                        containsString("Is it still you?"),
                        containsString("action=\"" + ACTIONS + "\""),
                        containsString("name=\"reason\">two\nlines &lt;b&gt;</textarea>"),
                        containsString("name=\"version\">3</textarea>"))));
    send(form(action), Duration.ofMinutes(9)).andExpect(status().isNotFound());
  }

  @ParameterizedTest
  @ValueSource(strings = {"RETRY_NOW", "RECHECK_NOW", "EXTEND_DEADLINE", "ANNOTATE"})
  void isNotAskedForWhereNoneIs(String action) throws Exception {
    send(form(action), Duration.ofHours(3)).andExpect(status().isNotFound());
  }

  @Test
  void isAskedForBeforeTheSecondFactorIsReplaced() throws Exception {
    send(post("/login/enrol").param("code", "123456"), Duration.ofHours(3))
        .andExpect(status().isForbidden());
    // A field that means something on another page.
    send(post("/login/enrol").param("action", "ANNOTATE"), Duration.ofHours(3))
        .andExpect(status().isForbidden());
  }

  @Test
  void isAskedForBeforeAProgramIsGivenAKey() throws Exception {
    String keys = "/organization/api-keys";
    String some = keys + "/00000000-0000-4000-8000-000000000000";
    for (String path : List.of(keys, some + "/rotate")) {
      send(post(path).param("overlap", "1"), Duration.ofHours(3)).andExpect(status().isForbidden());
    }
    send(post(some + "/rotate").param("overlap", "1"), Duration.ofMinutes(9))
        .andExpect(status().isNotFound());
    send(post(some + "/revoke"), Duration.ofHours(3)).andExpect(status().isNotFound());
  }

  @Test
  void isAskedForBeforeItIsSaidWhoMayBuy() throws Exception {
    String own = "/organization/buyers";
    String any = "/support/organizations/00000000-0000-4000-8000-000000000000/buyers";
    for (String path : List.of(own, any)) {
      send(post(path).param("right", "ANY").param("action", "ANNOTATE"), Duration.ofHours(3))
          .andExpect(status().isForbidden());
    }
    send(post(any).param("right", "ANY").param("reason", "asked"), Duration.ofMinutes(9))
        .andExpect(status().isNotFound());
  }

  @Test
  void letsTheFormGoOnAndLastsAgain() throws Exception {
    send(form("GIVE_BACK_AND_END").param("proof", "a guess"), Duration.ofHours(3))
        .andExpect(status().isForbidden())
        .andExpect(
            content()
                .string(
                    allOf(containsString("That is not right"), not(containsString("a guess")))));
    var session =
        send(form("GIVE_BACK_AND_END").param("proof", World.PASSWORD), Duration.ofHours(3))
            .andExpect(status().isNotFound())
            .andReturn()
            .getResponse()
            .getCookie("session");
    web.perform(form("GIVE_BACK_AND_END").with(csrf()).cookie(session))
        .andExpect(status().isNotFound());
  }

  /** They have no password and no code of ours: the provider asks them. */
  @Test
  void sendsWhomAProviderSignedInToTheProvider() throws Exception {
    jdbc.sql(
            """
            update users set password_hash = null, issuer = 'https://id.example', subject = name
            where id = ?""")
        .param(support.id().value())
        .update();
    support = accounts.of(support.id()).orElseThrow();
    byProvider(form("GIVE_BACK_AND_END"), Duration.ofMinutes(9)).andExpect(status().isNotFound());
    byProvider(form("GIVE_BACK_AND_END"), Duration.ofMinutes(11))
        .andExpect(status().isForbidden())
        .andExpect(
            content()
                .string(
                    allOf(
                        containsString("href=\"/oauth2/authorization/anew\""),
                        not(containsString("name=\"proof\"")),
                        not(containsString("Go on")))));
  }

  private ResultActions byProvider(MockHttpServletRequestBuilder form, Duration ago)
      throws Exception {
    return send(
        form,
        FactorGrantedAuthority.withAuthority(FactorGrantedAuthority.AUTHORIZATION_CODE_AUTHORITY)
            .issuedAt(Instant.now().minus(ago))
            .build());
  }

  private ResultActions send(MockHttpServletRequestBuilder form, Duration proved) throws Exception {
    Instant then = Instant.now().minus(proved);
    return send(
        form,
        FactorGrantedAuthority.withAuthority(LoginFactors.PASSWORD).issuedAt(then).build(),
        FactorGrantedAuthority.withAuthority(LoginFactors.SECOND).issuedAt(then).build());
  }

  private ResultActions send(MockHttpServletRequestBuilder form, GrantedAuthority... proofs)
      throws Exception {
    List<GrantedAuthority> authorities =
        Stream.concat(
                Stream.of(new SimpleGrantedAuthority("ROLE_" + support.role())), Stream.of(proofs))
            .toList();
    return web.perform(
        form.with(csrf())
            .with(
                authentication(
                    UsernamePasswordAuthenticationToken.authenticated(
                        support, null, authorities))));
  }

  private static MockHttpServletRequestBuilder form(String action) {
    return post(ACTIONS)
        .param("action", action)
        .param("reason", "two\nlines <b>")
        .param("version", "3");
  }
}
