package licensing.web.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.http.Cookie;
import java.io.InvalidClassException;
import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import licensing.web.ConsoleSettings;
import licensing.web.security.Signatures.FormSettings;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.session.web.http.CookieSerializer.CookieValue;

class SessionConfigurationTest {

  private static final Signatures SIGNATURES =
      new Signatures(new FormSettings(Base64.getEncoder().encodeToString(new byte[32])));

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

  @Test
  void readsNoCookieThatItDidNotWrite() {
    String written = cookie("http://localhost:8080").split("[=;]")[1];
    assertThat(read(written)).containsExactly("id");
    assertThat(read("id")).isEmpty();
    assertThat(read("another" + written.substring(written.indexOf('.')))).isEmpty();
  }

  private static List<String> read(String value) {
    var request = new MockHttpServletRequest();
    request.setCookies(new Cookie("session", value));
    return new SessionConfiguration()
        .sessionCookie(settings("http://localhost:8080"), SIGNATURES)
        .readCookieValues(request);
  }

  /** What a table may hold that somebody else wrote. */
  @Test
  void makesNoObjectsThatSessionsDoNotHold() {
    var attributes = SessionConfiguration.attributes();
    assertThat(attributes.convert(attributes.convert("text", byte[].class), Object.class))
        .isEqualTo("text");
    byte[] other = attributes.convert(new AtomicInteger(1), byte[].class);
    assertThatThrownBy(() -> attributes.convert(other, Object.class))
        .hasRootCauseInstanceOf(InvalidClassException.class);
  }

  private static ConsoleSettings settings(String baseUrl) {
    return new ConsoleSettings(
        URI.create(baseUrl), URI.create("http://localhost:8233"), 1, "::1", "required");
  }

  private static String cookie(String baseUrl) {
    var response = new MockHttpServletResponse();
    new SessionConfiguration()
        .sessionCookie(settings(baseUrl), SIGNATURES)
        .writeCookieValue(new CookieValue(new MockHttpServletRequest(), response, "id"));
    return String.valueOf(response.getHeader("Set-Cookie"));
  }
}
