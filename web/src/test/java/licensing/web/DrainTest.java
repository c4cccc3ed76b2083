package licensing.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class DrainTest {

  @Test
  void servesOnWhileTheBalancerNoticesThatItStops() throws Exception {
    Drain drain = new Drain(Duration.ofDays(1));
    assertThat(connection(drain)).isNull();

    try (ExecutorService other = Executors.newSingleThreadExecutor()) {
      Future<?> stopping = other.submit(() -> uninterrupted(drain));
      while (connection(drain) == null) {
        Thread.onSpinWait();
      }
      assertThat(connection(drain)).isEqualTo("close");
      assertThat(stopping).isNotDone();
      // What belongs to the context closes after it.
      drain.await();
      stopping.cancel(true);
    }
  }

  @Test
  void keepsNobodyWaitingWhereThereIsNoBalancer() {
    Drain alone =
        new Drain(
            new ConsoleSettings(
                URI.create("http://localhost"), URI.create("http://localhost"), 1, "", "off"));
    CompletableFuture<Void> stopped = CompletableFuture.runAsync(() -> uninterrupted(alone));
    assertThat(stopped).succeedsWithin(Duration.ofSeconds(4));
  }

  private static void uninterrupted(Drain drain) {
    try {
      drain.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static @Nullable String connection(Drain drain) throws Exception {
    MockHttpServletResponse response = new MockHttpServletResponse();
    MockFilterChain chain = new MockFilterChain();
    drain.doFilter(new MockHttpServletRequest(), response, chain);
    assertThat(chain.getRequest()).isNotNull();
    return response.getHeader("Connection");
  }
}
