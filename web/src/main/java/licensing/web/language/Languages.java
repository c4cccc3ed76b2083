package licensing.web.language;

import static org.springframework.web.servlet.support.ServletUriComponentsBuilder.fromRequest;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TimeZone;
import licensing.web.ConsoleSettings;
import licensing.web.security.ReturnPage;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.i18n.CookieLocaleResolver;
import org.springframework.web.servlet.i18n.LocaleChangeInterceptor;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.WebUtils;

/**
 * The reader's language: chosen before, or else the browser's, or else English. And the reader's
 * time zone. Kept in cookies, so that they outlive the session and pages without a session know
 * them too.
 */
@Component("localeResolver")
class Languages extends CookieLocaleResolver {

  private final String zoneCookie;

  Languages(ConsoleSettings settings) {
    super(settings.isHttps() ? "__Host-language" : "language");
    setCookiePath("/");
    setCookieMaxAge(Duration.ofDays(365));
    setCookieHttpOnly(true);
    setCookieSecure(settings.isHttps());
    setRejectInvalidCookies(false);
    setDefaultLocaleFunction(request -> supported(request.getLocale()));
    zoneCookie = settings.isHttps() ? "__Host-zone" : "zone";
    setDefaultTimeZoneFunction(this::zone);
  }

  /** As the browser named it on a page before (console.js), else UTC. */
  private TimeZone zone(HttpServletRequest request) {
    Cookie named = WebUtils.getCookie(request, zoneCookie);
    try {
      return TimeZone.getTimeZone(named == null ? ZoneOffset.UTC : ZoneId.of(named.getValue()));
    } catch (DateTimeException unknown) {
      return TimeZone.getTimeZone(ZoneOffset.UTC);
    }
  }

  @Override
  protected Locale parseLocaleValue(String chosenBefore) {
    return supported(Locale.forLanguageTag(chosenBefore));
  }

  @Override
  public void setLocale(
      HttpServletRequest request, @Nullable HttpServletResponse response, @Nullable Locale chosen) {
    super.setLocale(request, response, supported(chosen == null ? Locale.ENGLISH : chosen));
  }

  private static Locale supported(Locale wanted) {
    return "zh".equals(wanted.getLanguage()) ? Locale.SIMPLIFIED_CHINESE : Locale.ENGLISH;
  }

  /**
   * Gives every page the way to itself in each language, under the name {@code languages}; and to
   * the answer of a form, which stands where forms are taken, the page that the form belongs to,
   * under the name {@code formOf}. Where that is, the menu shows: {@code here}.
   */
  @ControllerAdvice
  static class LanguageLinks {

    /**
     * @param name of the language in itself
     * @param address of the same page, with all that was asked of it
     */
    record Link(String tag, String name, String address) {}

    @ModelAttribute
    void add(HttpServletRequest request, Model model) {
      Optional<String> form = ReturnPage.ofForm(request);
      String page = form.orElse("");
      var query = form.isPresent() ? UriComponentsBuilder.newInstance() : fromRequest(request);
      model.addAttribute(
          "languages",
          List.of(link(page, query, "en", "English"), link(page, query, "zh-CN", "简体中文")));
      model.addAttribute("formOf", form.orElse(null));
      model.addAttribute("here", form.orElse(request.getRequestURI()));
    }

    private static Link link(String page, UriComponentsBuilder query, String tag, String name) {
      var chosen = query.cloneBuilder().replaceQueryParam("language", tag).build();
      return new Link(tag, name, page + "?" + chosen.getQuery());
    }
  }

  /** {@code ?language=zh-CN} on any page: only a preference of display, so a link may change it. */
  @Configuration(proxyBeanMethods = false)
  static class LanguageSwitch implements WebMvcConfigurer {

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
      LocaleChangeInterceptor change = new LocaleChangeInterceptor();
      change.setParamName("language");
      change.setIgnoreInvalidLocale(true);
      // Of other requests no parameter is read here: a body that is too large is an error
      // elsewhere.
      change.setHttpMethods("GET", "HEAD");
      registry.addInterceptor(change);
    }
  }
}
