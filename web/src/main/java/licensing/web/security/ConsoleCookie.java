package licensing.web.security;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.web.util.WebUtils;

/**
 * A cookie of the console's own, for the whole of it and for no script. Over https it is bound to
 * this host by its name.
 *
 * @param word its name where there is no https
 */
public record ConsoleCookie(String word) {

  /** What a request brings of it, unread: whoever sends it may have written anything. */
  public Optional<String> of(HttpServletRequest request, boolean https) {
    return Optional.ofNullable(WebUtils.getCookie(request, name(https))).map(Cookie::getValue);
  }

  public void keep(String value, Duration life, boolean https, HttpServletResponse response) {
    ResponseCookie cookie =
        ResponseCookie.from(name(https), value)
            .path("/")
            .maxAge(life)
            .secure(https)
            .httpOnly(true)
            .sameSite("Lax")
            .build();
    response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
  }

  public void forget(boolean https, HttpServletResponse response) {
    keep("", Duration.ZERO, https, response);
  }

  private String name(boolean https) {
    return https ? "__Host-" + word : word;
  }
}
