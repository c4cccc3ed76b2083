package licensing.web.security;

import static licensing.web.PageFixtures.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.Optional;
import licensing.offer.Offer;
import licensing.reading.Offers;
import licensing.reading.PublishedTerms;
import licensing.web.PageFixtures;
import licensing.web.PagesTest;
import licensing.web.login.Accounts.ConsoleUser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.ResultMatcher;

@PagesTest
class RateLimitInterceptorTest {

  private static final String ENTRY = "/licenses/migration/add";
  private static final String CALLBACK =
      "/purchases/00000000-0000-4000-8000-000000000000/payments/1";

  @Autowired MockMvc http;
  @Autowired RateLimitInterceptor pace;
  @Autowired Offers offers;
  @Autowired PublishedTerms terms;
  @Autowired MeterRegistry metrics;

  @BeforeEach
  void sell() {
    given(offers.of(Offer.Kind.MIGRATION)).willReturn(Optional.of(PageFixtures.OFFER));
    given(terms.current(any())).willReturn(PageFixtures.TERMS);
  }

  @ParameterizedTest
  @ValueSource(strings = {ENTRY, CALLBACK})
  void aScriptIsStoppedAndEverybodyElseGoesOn(String form) throws Exception {
    ConsoleUser script = PageFixtures.user("script-at-" + form, PageFixtures.BUYER.role());
    var sent = new MockHttpServletRequest("POST", form);
    sent.setUserPrincipal(new TestingAuthenticationToken(renamed(script), null));
    for (int times = 0; times < RateLimitInterceptor.A_MINUTE; times++) {
      assertThat(pace.preHandle(sent, new MockHttpServletResponse(), this)).isTrue();
    }

    send(form, script)
        .andExpect(status().isTooManyRequests())
        .andExpect(isToldWhen())
        .andExpect(content().string(containsString("nothing was charged by it")));
    http.perform(get(ENTRY).with(as(script))).andExpect(status().isOk());
    send(ENTRY, PageFixtures.BUYER).andExpect(status().isUnprocessableContent());
  }

  @Test
  void aScriptThatOpensPaymentFormsIsStopped() throws Exception {
    String page = CALLBACK.replace("/payments/1", "/payment");
    ConsoleUser script = PageFixtures.user("script-at-" + page, PageFixtures.BUYER.role());
    var asked = new MockHttpServletRequest("GET", page);
    asked.setUserPrincipal(new TestingAuthenticationToken(renamed(script), null));
    for (int times = 0; times < RateLimitInterceptor.A_MINUTE; times++) {
      assertThat(pace.preHandle(asked, new MockHttpServletResponse(), this)).isTrue();
    }

    http.perform(get(page).with(as(script))).andExpect(status().isTooManyRequests());
    send(ENTRY, script).andExpect(status().isUnprocessableContent());
  }

  @Test
  void aScriptThatReadsPagesDisturbsNobodyElse() throws Exception {
    ConsoleUser script = PageFixtures.user("script-that-reads", PageFixtures.BUYER.role());
    read(ENTRY, script, 3000);

    http.perform(get(ENTRY).with(as(script)))
        .andExpect(status().isTooManyRequests())
        .andExpect(isToldWhen())
        .andExpect(content().string(containsString("This one was not made")));
    send(ENTRY, script).andExpect(status().isUnprocessableContent());
    http.perform(get(ENTRY).with(as(PageFixtures.BUYER))).andExpect(status().isOk());
  }

  @Test
  void anOrganizationThatReadsAllTheTimeDisturbsNoOther() throws Exception {
    ConsoleUser first = PageFixtures.user("reads-with-others", PageFixtures.BUYER.role());
    for (int one = 0; one < 10; one++) {
      read("/licenses/migration", PageFixtures.colleagueOf(first), 3000);
    }

    http.perform(get(ENTRY).with(as(first))).andExpect(status().isTooManyRequests());
    http.perform(get(ENTRY).with(as(PageFixtures.BUYER))).andExpect(status().isOk());
  }

  /** One page of the Temporal Web UI asks some thirty times. */
  @Test
  void whatTheTemporalUiHasDecodedIsCountedApart() throws Exception {
    ConsoleUser reader = PageFixtures.user("reads-histories", PageFixtures.SUPPORT.role());
    var asked = new MockHttpServletRequest("POST", "/support/codec/decode");
    asked.setUserPrincipal(new TestingAuthenticationToken(reader, null));
    for (int times = 0; times < 70; times++) {
      assertThat(pace.preHandle(asked, new MockHttpServletResponse(), this)).isTrue();
    }
    assertThatThrownBy(() -> pace.preHandle(asked, new MockHttpServletResponse(), this))
        .hasMessageContaining("too many");

    var form = new MockHttpServletRequest("POST", "/support/purchases/1/actions");
    form.setUserPrincipal(new TestingAuthenticationToken(reader, null));
    for (int times = 0; times < RateLimitInterceptor.A_MINUTE; times++) {
      assertThat(pace.preHandle(form, new MockHttpServletResponse(), this)).isTrue();
    }
  }

  private void read(String page, ConsoleUser reader, int times) {
    var asked = new MockHttpServletRequest("GET", page);
    asked.setUserPrincipal(new TestingAuthenticationToken(reader, null));
    for (int time = 0; time < times; time++) {
      assertThat(pace.preHandle(asked, new MockHttpServletResponse(), this)).isTrue();
    }
  }

  /** Another name is no other person. */
  private static ConsoleUser renamed(ConsoleUser user) {
    return new ConsoleUser(
        user.id(),
        user.organization(),
        user.organizationName(),
        "was-" + user.name(),
        user.role(),
        user.passwordMark());
  }

  /** Each has its own count, so that who exports may go on to read. */
  @ParameterizedTest
  @CsvSource({"/support/purchases.csv, 50", "/support/purchases, 2000"})
  void aScriptThatReadsAllTheTimeIsStoppedWhileABuyerBuys(String page, int aMinute)
      throws Exception {
    ConsoleUser script = PageFixtures.user("script-at-" + page, PageFixtures.SUPPORT.role());
    var asked = new MockHttpServletRequest("GET", page);
    asked.setUserPrincipal(new TestingAuthenticationToken(renamed(script), null));
    for (int times = 0; times < aMinute; times++) {
      assertThat(pace.preHandle(asked, new MockHttpServletResponse(), this)).isTrue();
    }

    http.perform(get(page).with(as(script)))
        .andExpect(status().isTooManyRequests())
        .andExpect(isToldWhen())
        .andExpect(content().string(containsString("This one was not made")));
    http.perform(get(page).with(as(script)).locale(java.util.Locale.SIMPLIFIED_CHINESE))
        .andExpect(content().string(containsString("本次未执行")));
    assertThat(
            metrics.counter("too_fast", "asked", page.endsWith("csv") ? "export" : "page").count())
        .isEqualTo(2);
    send(ENTRY, PageFixtures.BUYER).andExpect(status().isUnprocessableContent());
  }

  @Test
  void theNextMinuteIsAnother() {
    long[] second = {0};
    var limit = new RateLimit(2, () -> Instant.ofEpochSecond(second[0]));
    assertThat(limit.allows("a") && limit.allows("a")).isTrue();
    assertThat(limit.allows("a")).isFalse();
    assertThat(limit.allows("b")).isTrue();
    second[0] = 59;
    assertThat(limit.allows("a")).isFalse();
    second[0] = 60;
    assertThat(limit.allows("a")).isTrue();
  }

  @Test
  void tellsWhenTheNextMinuteBegins() {
    Instant[] now = {Instant.EPOCH};
    var limit = new RateLimit(1, () -> now[0]);
    assertThat(limit.secondsToWait("a")).isZero();
    now[0] = Instant.ofEpochMilli(17_200);
    assertThat(limit.secondsToWait("a")).isEqualTo(43);
    now[0] = Instant.ofEpochMilli(59_999);
    assertThat(limit.secondsToWait("a")).isEqualTo(1);
    now[0] = Instant.EPOCH.minusSeconds(3600);
    assertThat(limit.secondsToWait("a")).as("the clock was put back").isEqualTo(60);
    now[0] = Instant.ofEpochSecond(60);
    assertThat(limit.secondsToWait("a")).isZero();
  }

  private static ResultMatcher isToldWhen() {
    return result ->
        assertThat(result.getResponse().getHeader("Retry-After")).matches("[1-9]|[1-5]\\d|60");
  }

  private ResultActions send(String form, ConsoleUser user) throws Exception {
    return http.perform(post(form).with(as(user)).with(csrf()));
  }
}
