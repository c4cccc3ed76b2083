package licensing.local.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Waits for what must come to pass, no longer than it takes. */
final class Eventually {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration BETWEEN = Duration.ofMillis(50);

  private Eventually() {}

  static <T> void is(T expected, Supplier<@Nullable T> seen) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!Objects.equals(seen.get(), expected) && System.nanoTime() < deadline) {
      pause();
    }
    assertThat(seen.get()).isEqualTo(expected);
  }

  private static void pause() {
    try {
      Thread.sleep(BETWEEN);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
