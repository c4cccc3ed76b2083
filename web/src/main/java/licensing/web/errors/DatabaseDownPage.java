package licensing.web.errors;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import licensing.web.security.PagePolicy;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.LocaleResolver;
import org.thymeleaf.context.WebContext;
import org.thymeleaf.spring6.ISpringTemplateEngine;
import org.thymeleaf.web.servlet.JakartaServletWebApplication;

/** A page that needs neither session nor database. */
@Component
class DatabaseDownPage {

  private final ISpringTemplateEngine templates;
  private final LocaleResolver languages;
  private final PagePolicy policy;
  private final StaticFiles files;

  DatabaseDownPage(
      ISpringTemplateEngine templates,
      LocaleResolver languages,
      PagePolicy policy,
      StaticFiles files) {
    this.templates = templates;
    this.languages = languages;
    this.policy = policy;
    this.files = files;
  }

  void write(HttpServletRequest request, HttpServletResponse response) throws IOException {
    response.reset();
    response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
    response.setHeader(HttpHeaders.RETRY_AFTER, "10");
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    response.setHeader("X-Content-Type-Options", "nosniff");
    policy.writeHeaders(request, response);
    response.setContentType(MediaType.TEXT_HTML_VALUE);
    response.setCharacterEncoding("UTF-8");
    String html = templates.process("errors/problem", context(request, files.named(response)));
    response.getWriter().write(html);
  }

  private WebContext context(HttpServletRequest request, HttpServletResponse response) {
    var exchange =
        JakartaServletWebApplication.buildApplication(request.getServletContext())
            .buildExchange(request, response);
    Problem problem = Problem.of(HttpServletResponse.SC_SERVICE_UNAVAILABLE, "error.503");
    return new WebContext(exchange, languages.resolveLocale(request), Map.of("problem", problem));
  }
}
