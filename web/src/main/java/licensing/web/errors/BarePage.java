package licensing.web.errors;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import licensing.web.security.SecurityHeaders;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.i18n.LocaleContext;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.LocaleContextResolver;
import org.springframework.web.servlet.resource.ResourceUrlProvider;
import org.thymeleaf.context.WebContext;
import org.thymeleaf.spring6.ISpringTemplateEngine;
import org.thymeleaf.web.servlet.JakartaServletWebApplication;

/** Writes a page that needs neither session nor database. */
@Component
class BarePage {

  private static final String SECONDS_TO_WAIT = "10";

  private final ISpringTemplateEngine templates;
  private final LocaleContextResolver languages;
  private final SecurityHeaders headers;
  private final StaticFiles files;

  BarePage(
      ISpringTemplateEngine templates,
      LocaleContextResolver languages,
      SecurityHeaders headers,
      StaticFiles files) {
    this.templates = templates;
    this.languages = languages;
    this.headers = headers;
    this.files = files;
  }

  void write(Problem problem, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.reset();
    response.setStatus(problem.status());
    writeHeaders(problem, request, response);
    if (ApiProblem.isFor(request)) {
      ApiProblem.of(problem.status(), problem.reference()).write(response);
      return;
    }
    response.setContentType(MediaType.TEXT_HTML_VALUE);
    response.setCharacterEncoding("UTF-8");
    LocaleContext reader = reader(request, response);
    var exchange =
        JakartaServletWebApplication.buildApplication(request.getServletContext())
            .buildExchange(request, files.named(response));
    var context = new WebContext(exchange, reader.getLocale(), Map.of("problem", problem));
    LocaleContext before = LocaleContextHolder.getLocaleContext();
    LocaleContextHolder.setLocaleContext(reader);
    try {
      response.getWriter().write(templates.process("errors/problem", context));
    } finally {
      LocaleContextHolder.setLocaleContext(before);
    }
  }

  private void writeHeaders(
      Problem problem, HttpServletRequest request, HttpServletResponse response) {
    headers.writeHeaders(request, response);
    if (problem.status() == HttpServletResponse.SC_SERVICE_UNAVAILABLE) {
      response.setHeader(HttpHeaders.RETRY_AFTER, SECONDS_TO_WAIT);
    }
  }

  /** The usual switch of languages is not reached here, but its links are on the page. */
  private LocaleContext reader(HttpServletRequest request, HttpServletResponse response) {
    String query = request.getQueryString();
    if (query != null && query.startsWith("language=")) {
      String tag = query.substring("language=".length());
      languages.setLocale(request, response, Locale.forLanguageTag(tag));
    }
    return languages.resolveLocaleContext(request);
  }

  /** Names static files by their content hash, where the usual filter is not reached. */
  @Component
  static class StaticFiles {

    private final ObjectProvider<ResourceUrlProvider> urls;

    StaticFiles(ObjectProvider<ResourceUrlProvider> urls) {
      this.urls = urls;
    }

    HttpServletResponse named(HttpServletResponse response) {
      return new HttpServletResponseWrapper(response) {
        @Override
        public String encodeURL(String url) {
          @Nullable String hashed = urls.getObject().getForLookupPath(url);
          return hashed == null ? url : hashed;
        }
      };
    }
  }
}
