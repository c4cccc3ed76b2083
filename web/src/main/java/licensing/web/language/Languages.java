package licensing.web.language;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Locale;
import licensing.web.ConsoleSettings;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.util.WebUtils;

/**
 * The reader's language: chosen before, or else the browser's, or else English. Kept in a cookie,
 * so that it outlives the session and pages without a session know it too.
 */
@Component("localeResolver")
class Languages implements LocaleResolver {

  private static final String COOKIE = "language";

  private final boolean secure;

  Languages(ConsoleSettings settings) {
    secure = settings.isHttps();
  }

  @Override
  public Locale resolveLocale(HttpServletRequest request) {
    if (request.getAttribute(COOKIE) instanceof Locale chosenNow) {
      return chosenNow;
    }
    var chosen = WebUtils.getCookie(request, COOKIE);
    return supported(
        chosen == null ? request.getLocale() : Locale.forLanguageTag(chosen.getValue()));
  }

  @Override
  public void setLocale(
      HttpServletRequest request, @Nullable HttpServletResponse response, @Nullable Locale locale) {
    Locale chosen = supported(locale == null ? Locale.ENGLISH : locale);
    request.setAttribute(COOKIE, chosen);
    if (response != null) {
      response.addHeader(HttpHeaders.SET_COOKIE, cookie(chosen).toString());
    }
  }

  private ResponseCookie cookie(Locale chosen) {
    return ResponseCookie.from(COOKIE, chosen.toLanguageTag())
        .path("/")
        .maxAge(Duration.ofDays(365))
        .httpOnly(true)
        .secure(secure)
        .sameSite("Lax")
        .build();
  }

  private static Locale supported(Locale wanted) {
    return "zh".equals(wanted.getLanguage()) ? Locale.SIMPLIFIED_CHINESE : Locale.ENGLISH;
  }
}
