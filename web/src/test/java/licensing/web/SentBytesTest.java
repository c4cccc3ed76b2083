package licensing.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import licensing.web.testing.ConsoleTest;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What goes over the line: little, and nothing whose length would tell of a secret. */
@ConsoleTest
class SentBytesTest {

  private static final Pattern FILE =
      Pattern.compile("(?:href|src)=\"(/[^\"#]*[.](?:css|js|svg))[\"#]");

  @LocalServerPort private int port;

  @Test
  void compressesOnlyWhatIsTheSameForEverybody() throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> page = asked(client, "/login");
      List<String> files =
          FILE.matcher(page.body())
              .results()
              .map((MatchResult found) -> found.group(1))
              .distinct()
              .toList();

      assertThat(page.headers().firstValue("Content-Encoding")).isEmpty();
      assertThat(page.body()).doesNotContainPattern("\n[ \t]");
      assertThat(files)
          .anyMatch(file -> file.matches("/console-\\w+\\.css"))
          .anyMatch(file -> file.startsWith("/icons-"))
          .anyMatch(file -> file.matches("/console-\\w+\\.js"));
      for (String file : files) {
        HttpResponse<String> answer = asked(client, file);
        assertThat(answer.statusCode()).as(file).isEqualTo(200);
        assertThat(answer.body().length() < 512 || isCompressed(answer)).as(file).isTrue();
      }
    }
  }

  /** Else somebody has to look what is for those who write them. */
  @Test
  void filesGoWithoutCommentsAndIndentation() throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      for (String file : List.of("/console.css", "/console.js", "/payment.js")) {
        HttpResponse<String> answer = plain(client, file);

        assertThat(answer.body())
            .as(file)
            .hasSizeGreaterThan(500)
            .doesNotContainPattern("(?m)^\\s*(//|/\\*)|^[ \t]|\n\n");
        assertThat(answer.headers().firstValue("Cache-Control"))
            .contains("max-age=31536000, public");
      }
      // Browsers compare it with the hash that the platform publishes.
      String theirs = "/braintree-client.js";
      try (InputStream kept =
          Objects.requireNonNull(getClass().getResourceAsStream("/static" + theirs))) {
        assertThat(plain(client, theirs).body())
            .isEqualTo(new String(kept.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
  }

  private HttpResponse<String> plain(HttpClient client, String path)
      throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path)).build(),
        BodyHandlers.ofString());
  }

  private static boolean isCompressed(HttpResponse<String> answer) {
    return answer.headers().firstValue("Content-Encoding").equals(Optional.of("gzip"));
  }

  private HttpResponse<String> asked(HttpClient client, String path)
      throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
            .header("Accept-Encoding", "gzip")
            .build(),
        BodyHandlers.ofString());
  }
}
