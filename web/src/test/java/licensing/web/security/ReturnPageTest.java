package licensing.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

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
  void checksWhatItFindsInTheSession() {
    var request = new MockHttpServletRequest();
    request.getSession().setAttribute("returnPage", "//example.com");
    assertThat(ReturnPage.recall(request)).isEqualTo("/");
  }

  @Test
  void leadsThereOnce() {
    var request = asked("/migration", Map.of("Accept", "text/html"));
    ReturnPage.remember(request);
    assertThat(ReturnPage.recall(request)).isEqualTo("/migration");
    assertThat(ReturnPage.recall(request)).isEqualTo("/");
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
    ReturnPage.remember(request);
    var headers = new HashMap<>(Map.of("Accept", "text/html"));
    headers.put(header, value);
    var byItself = asked(path.replace("ID", ID), headers);
    byItself.setSession(request.getSession());
    ReturnPage.remember(byItself);
    assertThat(ReturnPage.recall(byItself)).isEqualTo("/migration");
  }

  /** As the page of the card's form does. */
  @Test
  void isThatOfAFormThatAScriptSends() {
    var request = new MockHttpServletRequest("POST", "/purchases/" + ID + "/payments/1");
    request.addHeader("Accept", "*/*");
    request.addHeader("Sec-Fetch-Dest", "empty");
    ReturnPage.remember(request);
    assertThat(ReturnPage.recall(request)).isEqualTo("/purchases/" + ID + "/payment");
  }

  @Test
  void makesNoSessionForWhatNobodyAskedFor() {
    var request = asked("/apple-touch-icon.png", Map.of("Accept", "*/*"));
    ReturnPage.remember(request);
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
