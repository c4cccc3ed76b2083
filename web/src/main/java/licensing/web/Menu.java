package licensing.web;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.thymeleaf.context.WebContext;
import org.thymeleaf.spring6.ISpringTemplateEngine;
import org.thymeleaf.web.servlet.JakartaServletWebApplication;

/**
 * The menu of every page. It holds nothing of who reads it but their roles, so it is rendered once
 * for all who have them: it would take longer than what most pages say.
 */
@Component
class Menu {

  /** What it leads to: there alone, a link is the page that one is on. */
  private static final Set<String> PAGES =
      Set.of(
          "/migration",
          "/licenses/migration",
          "/licenses/webhooks",
          "/organization/documents",
          "/organization/buyers",
          "/organization/api-keys",
          "/support/purchases",
          "/support/findings",
          "/admin/users");

  /** Elsewhere, one is within one of these; the first that fits. */
  private static final List<String> SECTIONS =
      List.of(
          "/licenses/webhooks",
          "/licenses",
          "/purchases",
          "/organization",
          "/support/findings",
          "/support",
          "/admin");

  private final ISpringTemplateEngine engine;
  private final Map<Reading, String> rendered = new ConcurrentHashMap<>();

  Menu(ISpringTemplateEngine engine) {
    this.engine = engine;
  }

  private record Reading(Locale locale, boolean support, boolean admin, String at) {}

  /**
   * In the reader's language.
   *
   * @param at the address of the page that it stands on; empty where that has none
   */
  public String of(boolean support, boolean admin, String at) {
    var reading = new Reading(LocaleContextHolder.getLocale(), support, admin, place(at));
    return rendered.computeIfAbsent(reading, this::render);
  }

  /** One of few, so that not each address of a purchase is kept. */
  private static String place(String at) {
    return PAGES.contains(at)
        ? at
        : SECTIONS.stream().filter(at::startsWith).findFirst().map(each -> each + "/").orElse("");
  }

  private String render(Reading reading) {
    var request = (ServletRequestAttributes) RequestContextHolder.currentRequestAttributes();
    var application =
        JakartaServletWebApplication.buildApplication(request.getRequest().getServletContext());
    var exchange = application.buildExchange(request.getRequest(), request.getResponse());
    Map<String, Object> words =
        Map.of("support", reading.support(), "admin", reading.admin(), "at", reading.at());
    return engine.process(
        "menu", Set.of("menu"), new WebContext(exchange, reading.locale(), words));
  }
}
