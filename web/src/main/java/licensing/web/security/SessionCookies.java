package licensing.web.security;

import licensing.web.ConsoleSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.session.web.http.CookieSerializer;
import org.springframework.session.web.http.DefaultCookieSerializer;

/** The cookie that names a session. Browsers take a {@code __Host-} cookie over https alone. */
@Configuration(proxyBeanMethods = false)
class SessionCookies {

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
}
