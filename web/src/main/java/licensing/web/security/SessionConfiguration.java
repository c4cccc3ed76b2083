package licensing.web.security;

import licensing.web.ConsoleSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.session.config.SessionRepositoryCustomizer;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.session.jdbc.PostgreSqlJdbcIndexedSessionRepositoryCustomizer;
import org.springframework.session.web.http.CookieSerializer;
import org.springframework.session.web.http.DefaultCookieSerializer;

/** Sessions: the cookie that names one, and how it is stored. */
@Configuration(proxyBeanMethods = false)
class SessionConfiguration {

  /** Browsers take a {@code __Host-} cookie over https alone. */
  @Bean
  CookieSerializer sessionCookie(ConsoleSettings settings) {
    DefaultCookieSerializer cookie = new DefaultCookieSerializer();
    cookie.setCookieName(settings.isHttps() ? "__Host-session" : "session");
    cookie.setUseSecureCookie(settings.isHttps());
    cookie.setUseHttpOnlyCookie(true);
    cookie.setCookiePath("/");
    cookie.setSameSite("Lax");
    return cookie;
  }

  /** Else the second of two requests that write an attribute for the first time would fail. */
  @Bean
  SessionRepositoryCustomizer<JdbcIndexedSessionRepository> whateverOfTwoWritesIsLast() {
    return new PostgreSqlJdbcIndexedSessionRepositoryCustomizer();
  }
}
