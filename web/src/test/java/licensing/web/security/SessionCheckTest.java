package licensing.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import licensing.web.login.Accounts;
import licensing.web.login.Accounts.ConsoleUser;
import licensing.web.testing.ConsoleTest;
import licensing.web.testing.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;

/** A page is left open. */
@ConsoleTest
class SessionCheckTest {

  @Autowired private Accounts accounts;
  @Autowired private World world;

  private final MockHttpSession session = new MockHttpSession();
  private ConsoleUser user;
  private Instant now;

  @BeforeEach
  void aMomentAfterTheLogin() {
    user = world.buyer();
    session.setMaxInactiveInterval((int) Duration.ofHours(2).toSeconds());
    now = Instant.ofEpochMilli(session.getCreationTime()).truncatedTo(ChronoUnit.SECONDS);
    assertThat(lasts("GET", "/", "navigate")).isTrue();
  }

  @AfterEach
  void logOut() {
    SecurityContextHolder.clearContext();
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /purchases/1/events, cors",
    "GET, /purchases/1/events,",
    "GET, /support/purchases, cors",
    "GET, /purchases/1/payment, same-origin",
    "GET, /purchases/1?following=yes, navigate",
    "GET, /purchases/1/payment?following=yes,",
    "POST, /support/codec/decode, cors"
  })
  void whatAnOpenPageAsksForIsNoUse(String method, String address, String mode) {
    for (int minutes = 0; minutes < 120; minutes += 10) {
      now = now.plus(Duration.ofMinutes(10));
      assertThat(lasts(method, address, mode)).as("after %d minutes", minutes).isTrue();
    }
    now = now.plusSeconds(1);
    assertThat(lasts(method, address, mode)).isFalse();
    assertThat(session.isInvalid()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /purchases/1, navigate",
    "GET, /purchases/1,",
    "POST, /purchases/1/payments/1, cors",
    "POST, /purchases/1/continue, navigate"
  })
  void whatSomebodyClicksIsUse(String method, String address, String mode) {
    for (int hour = 0; hour < 6; hour++) {
      now = now.plus(Duration.ofMinutes(119));
      assertThat(lasts(method, address, mode)).isTrue();
    }
  }

  @Test
  void isWrittenDownOnceAMinuteAtMost() {
    now = now.plus(Duration.ofMinutes(3));
    assertThat(lasts("GET", "/", "navigate")).isTrue();
    Object written = session.getAttribute(SessionUse.ATTRIBUTE);
    now = now.plusSeconds(59);
    assertThat(lasts("GET", "/", "navigate")).isTrue();
    assertThat(session.getAttribute(SessionUse.ATTRIBUTE)).isSameAs(written);
  }

  private boolean lasts(String method, String address, String mode) {
    var parts = address.split("\\?");
    var request = new MockHttpServletRequest(method, parts[0]);
    request.setQueryString(parts.length > 1 ? parts[1] : null);
    request.setSession(session);
    if (mode != null) {
      request.addHeader("Sec-Fetch-Mode", mode);
    }
    SecurityContextHolder.getContext()
        .setAuthentication(
            UsernamePasswordAuthenticationToken.authenticated(user, null, World.proved(user)));
    try {
      new SessionCheck(accounts, () -> now)
          .doFilterInternal(request, new MockHttpServletResponse(), new MockFilterChain());
    } catch (Exception e) {
      throw new AssertionError(e);
    }
    return SecurityContextHolder.getContext().getAuthentication() != null;
  }
}
