package licensing.web;

import static licensing.web.testing.World.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import licensing.web.testing.ConsoleTest;
import licensing.web.testing.World;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;

/** What whoever runs the console asks it, on a port that is not for the public. */
@ConsoleTest
class ManagementTest {

  private static final String REJECTED = "webhooks_total{result=\"rejected\"} ";

  @Autowired private MockMvc web;
  @Autowired private World world;
  @LocalManagementPort private int port;

  @Test
  void countsWebhooksFromNoughtOn() throws Exception {
    double before = rejected();

    web.perform(
            post("/webhooks/payment-platform")
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .content("bt_signature=forged&bt_payload=forged"))
        .andExpect(status().isBadRequest());

    assertThat(rejected()).isEqualTo(before + 1);
  }

  @Test
  void saysNothingElseAndNothingToThePublic() throws Exception {
    assertThat(asked("health").statusCode()).isNotIn(302, 404);
    for (String closed :
        new String[] {
          "/actuator", "/actuator/env", "/actuator/metrics", "/actuator/heapdump", "/login", "/"
        }) {
      HttpResponse<String> answer = got(closed);
      assertThat(answer.statusCode()).as(closed).isEqualTo(403);
      assertThat(answer.headers().firstValue("Set-Cookie")).as(closed).isEmpty();
    }
    web.perform(get("/actuator/prometheus").accept(MediaType.TEXT_HTML))
        .andExpect(redirectedUrl("/login"));
    web.perform(get("/actuator/prometheus").with(as(world.buyer())))
        .andExpect(status().isNotFound());
  }

  private double rejected() throws Exception {
    return asked("prometheus")
        .body()
        .lines()
        .filter(line -> line.startsWith(REJECTED))
        .mapToDouble(line -> Double.parseDouble(line.substring(REJECTED.length())))
        .findFirst()
        .orElseThrow();
  }

  private HttpResponse<String> asked(String endpoint) throws Exception {
    return got("/actuator/" + endpoint);
  }

  private HttpResponse<String> got(String path) throws Exception {
    URI address = URI.create("http://127.0.0.1:%d%s".formatted(port, path));
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
    }
  }
}
