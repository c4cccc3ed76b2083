package licensing.platform.fault;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Delays on purpose, in real time. When the platform stops, what waits goes on at once. */
public final class Pauses implements AutoCloseable {
  private final CountDownLatch stopping = new CountDownLatch(1);

  public void pause(Duration duration) {
    try {
      // Whether it was stopping or the time was up makes no difference to who waited.
      boolean unused = stopping.await(duration.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    stopping.countDown();
  }
}
