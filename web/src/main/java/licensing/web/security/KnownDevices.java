package licensing.web.security;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import licensing.terms.Sha256;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;

/**
 * Browsers in which somebody logged in before, by a signed cookie. It proves nothing but that: who
 * has it is counted apart from those who guess elsewhere.
 */
@Component
public final class KnownDevices {

  private static final String PURPOSE = "device";
  private static final Duration LIFE = Duration.ofDays(180);

  private final Signatures signatures;

  KnownDevices(Signatures signatures) {
    this.signatures = signatures;
  }

  /** What the cookie of a request holds, unread; empty where there is none. */
  public static String cookieOf(HttpServletRequest request) {
    Cookie cookie = WebUtils.getCookie(request, name(request));
    return cookie == null ? "" : cookie.getValue();
  }

  /**
   * Names the device, where it is one of the user's.
   *
   * @param user login name
   */
  public Optional<String> of(String user, String cookie) {
    return signatures
        .signed(PURPOSE, cookie)
        .filter(device -> device.endsWith("-" + Sha256.of(user)));
  }

  void remember(String user, HttpServletRequest request, HttpServletResponse response) {
    String device =
        of(user, cookieOf(request)).orElseGet(() -> UUID.randomUUID() + "-" + Sha256.of(user));
    ResponseCookie cookie =
        ResponseCookie.from(name(request), signatures.sign(PURPOSE, device))
            .path("/")
            .maxAge(LIFE)
            .secure(request.isSecure())
            .httpOnly(true)
            .sameSite("Lax")
            .build();
    response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
  }

  private static String name(HttpServletRequest request) {
    return request.isSecure() ? "__Host-device" : "device";
  }
}
