package licensing.web.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import licensing.web.login.Accounts;
import licensing.web.login.Accounts.ConsoleUser;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Ends a session that is older than a working day, however busy it is, one that nobody used for a
 * time, whatever its open pages ask for, and one whose account changed since the login. What was
 * asked for then needs a login, like anything else without a session.
 */
final class SessionCheck extends OncePerRequestFilter {

  static final Duration LONGEST = Duration.ofHours(12);

  private static final Logger log = LoggerFactory.getLogger(SessionCheck.class);

  private final Accounts accounts;
  private final InstantSource clock;

  SessionCheck(Accounts accounts, InstantSource clock) {
    this.accounts = accounts;
    this.clock = clock;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Authentication signedIn = SecurityContextHolder.getContext().getAuthentication();
    if (signedIn != null && signedIn.getPrincipal() instanceof ConsoleUser user) {
      check(user, request, request.getSession(false));
    }
    chain.doFilter(request, response);
  }

  private void check(ConsoleUser user, HttpServletRequest request, @Nullable HttpSession session) {
    if (isTooOld(session)) {
      end(user, session, "it is too old");
    } else if (session != null && SessionUse.isIdle(session, clock.instant())) {
      end(user, session, "nobody used it");
    } else if (accounts.of(user.id()).filter(user::equals).isEmpty()) {
      end(user, session, "the account changed");
    } else if (session != null) {
      SessionUse.note(request, session, clock.instant());
    }
  }

  private boolean isTooOld(@Nullable HttpSession session) {
    return session != null
        && Instant.ofEpochMilli(session.getCreationTime()).plus(LONGEST).isBefore(clock.instant());
  }

  private static void end(ConsoleUser user, @Nullable HttpSession session, String why) {
    log.info("a session of {} is ended: {}", LogText.of(user.name()), why);
    if (session != null) {
      session.invalidate();
    }
    SecurityContextHolder.setContext(SecurityContextHolder.createEmptyContext());
  }
}
