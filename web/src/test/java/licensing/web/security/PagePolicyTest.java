package licensing.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import licensing.payment.braintree.PaymentForms.Origins;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class PagePolicyTest {

  private final PagePolicy policy = new PagePolicy();
  private final MockHttpServletRequest request = new MockHttpServletRequest();
  private final MockHttpServletResponse response = new MockHttpServletResponse();

  @Test
  void namesThePlatformOnTheRequestedPageAlone() {
    policy.allow(
        request,
        new Origins(
            List.of("https://script.example"),
            List.of("https://image.example"),
            List.of("https://frame.example"),
            List.of("https://call.example"),
            List.of("https://post.example")));
    policy.writeHeaders(request, response);
    assertThat(response.getHeader("Content-Security-Policy"))
        .contains("script-src 'self' https://script.example;")
        .contains("frame-src https://frame.example;")
        .contains("connect-src 'self' https://call.example;")
        .contains("style-src 'self'; style-src-attr 'unsafe-hashes' 'sha256-")
        .contains("img-src 'self' data: https://image.example;")
        .contains("form-action 'self' https://post.example;");
    assertThat(response.getHeader("Content-Security-Policy"))
        .endsWith("; report-uri /csp-reports; report-to csp");
    assertThat(response.getHeader("Reporting-Endpoints")).isEqualTo("csp=\"/csp-reports\"");
    policy.writeHeaders(new MockHttpServletRequest(), response);
    assertThat(response.getHeader("Content-Security-Policy"))
        .contains("script-src 'self';", "frame-src 'none';", "frame-ancestors 'none'")
        .contains("style-src 'self';", "img-src 'self' data:;", "form-action 'self';")
        .doesNotContain("example", "style-src-attr");
  }
}
