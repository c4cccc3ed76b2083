package licensing.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.Cookie;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class ReturnPageTest {

  private static final String ID = "00000000-0000-4000-8000-000000000000";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "//example.com", "/\\example.com", "/%2f%2fexample.com", "https://example.com",
            "/..//example.com",
        "/a;@example.com", "/\texample.com", "/a\r\nSet-Cookie: a=b", "javascript:alert(1)",
            "/.example.com"
      })
  void leadsToNoOtherHost(String path) {
    assertThat(ReturnPage.pageOf(new MockHttpServletRequest("GET", path))).isEqualTo("/");
  }

  @Test
  void checksWhatItFindsInTheCookie() {
    var request = new MockHttpServletRequest();
    request.setCookies(new Cookie("return", "//example.com"));
    assertThat(recalled(request)).isEqualTo("/");
  }

  @Test
  void leadsThereOnce() {
    var request = asked("/migration", Map.of("Accept", "text/html"));
    remember(request);
    assertThat(recalled(request)).isEqualTo("/migration");
    assertThat(recalled(request)).isEqualTo("/");
  }

  private static void remember(MockHttpServletRequest request) {
    var response = new MockHttpServletResponse();
    ReturnPage.remember(request, response);
    keep(request, response);
  }

  private static String recalled(MockHttpServletRequest request) {
    var response = new MockHttpServletResponse();
    String page = ReturnPage.recall(request, response);
    keep(request, response);
    return page;
  }

  /** As a browser does with what it is sent. */
  private static void keep(MockHttpServletRequest request, MockHttpServletResponse response) {
    Cookie sent = response.getCookie("return");
    if (sent != null && sent.getMaxAge() == 0) {
      request.setCookies();
    } else if (sent != null) {
      request.setCookies(sent);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/licenses/migration, Accept, */*",
    "/favicon-of-nobody, Sec-Fetch-Dest, image",
    "/purchases/ID, Sec-Fetch-Dest, empty",
    "/licenses/migration, Sec-Purpose, prefetch;prerender",
    "/, Accept, text/html"
  })
  void isKeptThoughTheBrowserAsksForMoreByItself(String path, String header, String value) {
    var request = asked("/migration", Map.of("Sec-Fetch-Dest", "document", "Accept", "*/*"));
    remember(request);
    var headers = new HashMap<>(Map.of("Accept", "text/html"));
    headers.put(header, value);
    var byItself = asked(path.replace("ID", ID), headers);
    byItself.setCookies(request.getCookies());
    remember(byItself);
    assertThat(recalled(byItself)).isEqualTo("/migration");
  }

  /** As the page of the card's form does. */
  @Test
  void isThatOfAFormThatAScriptSends() {
    var request = new MockHttpServletRequest("POST", "/purchases/" + ID + "/payments/1");
    request.addHeader("Accept", "*/*");
    request.addHeader("Sec-Fetch-Dest", "empty");
    remember(request);
    assertThat(recalled(request)).isEqualTo("/purchases/" + ID + "/payment");
  }

  @Test
  void makesNoSession() {
    var request = asked("/migration", Map.of("Accept", "text/html"));
    remember(request);
    recalled(request);
    assertThat(request.getSession(false)).isNull();
  }

  private static MockHttpServletRequest asked(String path, Map<String, String> headers) {
    var request = new MockHttpServletRequest("GET", path);
    headers.forEach(request::addHeader);
    return request;
  }

  @ParameterizedTest
  @CsvSource({
    "/purchases/ID/continue, /purchases/ID",
    "/purchases/ID/withdraw, /purchases/ID",
    "/purchases/ID/payments/2, /purchases/ID/payment",
    "/support/purchases/ID/actions, /support/purchases/ID",
    "/licenses/migration/add, /licenses/migration/add",
    "/licenses/disaster-resilience/add, /licenses/disaster-resilience/add",
    "/support/bulk/ID/stop, /support/bulk/ID",
    "/logout, /",
    "/purchases/elsewhere/continue, /"
  })
  void leadsToThePageOfAForm(String form, String page) {
    var request = new MockHttpServletRequest("POST", form.replace("ID", ID));
    assertThat(ReturnPage.pageOf(request)).isEqualTo(page.replace("ID", ID));
  }

  @Test
  void keepsThePageOfAList() {
    var request = new MockHttpServletRequest("GET", "/support/purchases");
    request.setQueryString("page=2");
    assertThat(ReturnPage.pageOf(request)).isEqualTo("/support/purchases?page=2");
  }
}
