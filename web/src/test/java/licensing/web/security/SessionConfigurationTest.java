package licensing.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import licensing.web.ConsoleSettings;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.session.web.http.CookieSerializer.CookieValue;

class SessionConfigurationTest {

  @Test
  void staysWithItsHostOverHttps() {
    assertThat(cookie("https://console.example.com"))
        .startsWith("__Host-session=")
        .contains("Path=/", "Secure", "HttpOnly", "SameSite=Lax")
        .doesNotContain("Domain");
  }

  @Test
  void isPlainOnOneMachine() {
    assertThat(cookie("http://localhost:8080"))
        .startsWith("session=")
        .contains("HttpOnly", "SameSite=Lax")
        .doesNotContain("Secure");
  }

  private static String cookie(String baseUrl) {
    var settings =
        new ConsoleSettings(
            URI.create(baseUrl), URI.create("http://localhost:8233"), 1, "::1", "required");
    var response = new MockHttpServletResponse();
    new SessionConfiguration()
        .sessionCookie(settings)
        .writeCookieValue(new CookieValue(new MockHttpServletRequest(), response, "id"));
    return String.valueOf(response.getHeader("Set-Cookie"));
  }
}
