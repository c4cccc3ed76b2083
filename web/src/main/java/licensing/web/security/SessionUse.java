package licensing.web.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import licensing.web.process.CodecServer;
import org.jspecify.annotations.Nullable;

/**
 * When somebody last used a session. Spring's own time of the last access is that of any request,
 * and an open page goes on asking when nobody is there: by its stream of events, by what its
 * scripts fetch, or by reloading itself where there are none.
 */
public final class SessionUse {

  /** Of a session; its value is in seconds since 1970. */
  public static final String ATTRIBUTE = "licensing.used";

  /** As often is it written at most. */
  private static final Duration PRECISION = Duration.ofMinutes(1);

  /** What pages that follow something put into the address they reload. */
  private static final String FOLLOWING = "following=";

  private static final Set<String> READING = Set.of("GET", "HEAD");

  private SessionUse() {}

  /**
   * @param stored the attribute
   * @return null for a session in which nothing was asked for since its login
   */
  public static @Nullable Instant last(@Nullable Object stored) {
    return stored instanceof Long seconds ? Instant.ofEpochSecond(seconds) : null;
  }

  static boolean isIdle(HttpSession session, Instant now) {
    Instant last = last(session.getAttribute(ATTRIBUTE));
    return last != null && last.plusSeconds(session.getMaxInactiveInterval()).isBefore(now);
  }

  /** The first request after a login is the login's. */
  static void note(HttpServletRequest request, HttpSession session, Instant now) {
    Instant last = last(session.getAttribute(ATTRIBUTE));
    if (last == null
        || isByPerson(request) && Duration.between(last, now).abs().compareTo(PRECISION) >= 0) {
      session.setAttribute(ATTRIBUTE, now.getEpochSecond());
    }
  }

  /**
   * Whether somebody may have clicked for it. Browsers say in {@code Sec-Fetch-Mode} whether a page
   * is gone to; a form that a script sends was filled in by somebody.
   */
  private static boolean isByPerson(HttpServletRequest request) {
    String address = request.getRequestURI();
    if (address.startsWith(CodecServer.ADDRESS) || address.endsWith("/events")) {
      return false;
    }
    if (!READING.contains(request.getMethod())) {
      return true;
    }
    String mode = Objects.requireNonNullElse(request.getHeader("Sec-Fetch-Mode"), "navigate");
    String query = Objects.requireNonNullElse(request.getQueryString(), "");
    return mode.equals("navigate") && !query.startsWith(FOLLOWING);
  }
}
