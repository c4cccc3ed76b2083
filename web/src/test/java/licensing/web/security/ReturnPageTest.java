package licensing.web.security;

import static org.assertj.core.api.Assertions.assertThat;

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
    var request = new MockHttpServletRequest("GET", "/migration");
    ReturnPage.remember(request);
    assertThat(ReturnPage.recall(request)).isEqualTo("/migration");
    assertThat(ReturnPage.recall(request)).isEqualTo("/");
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
