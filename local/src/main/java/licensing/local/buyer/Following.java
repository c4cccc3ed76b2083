package licensing.local.buyer;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Hears the news of a purchase as an open page does, from when it is made until it is closed. */
public final class Following implements AutoCloseable {

  private static final News SILENCE = new News("", "the stream has ended", 0);

  /** Of a stream that says none. */
  private static final Duration BROWSERS_OWN = Duration.ofSeconds(3);

  private final Stream<String> lines;
  private final BlockingQueue<News> heard = new LinkedBlockingQueue<>();
  private volatile Duration reconnectTime = BROWSERS_OWN;

  Following(Stream<String> lines) {
    this.lines = lines;
    Thread.ofVirtual().name("following").start(this::hear);
  }

  /**
   * Waits for the next news that is wanted; what comes before is passed over.
   *
   * @throws NoAnswer when the patience or the stream ends before
   */
  public News await(Predicate<News> wanted, Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    News last = SILENCE;
    try {
      for (News next = next(deadline); next != null; next = next(deadline)) {
        if (next.equals(SILENCE)) {
          throw new NoAnswer("nothing more is told after " + last);
        }
        if (wanted.test(next)) {
          return next;
        }
        last = next;
      }
      throw new NoAnswer("for " + patience + " nothing more was told after " + last);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NoAnswer("interrupted while waiting for news", e);
    }
  }

  /** After which a browser asks again where the stream has ended, as the stream said last. */
  public Duration reconnectTime() {
    return reconnectTime;
  }

  @Override
  public void close() {
    lines.close();
  }

  private @Nullable News next(long deadline) throws InterruptedException {
    return heard.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
  }

  private void hear() {
    String event = "";
    try {
      for (String line : (Iterable<String>) lines::iterator) {
        if (line.startsWith("retry:")) {
          reconnectTime =
              Duration.ofMillis(Long.parseLong(line.substring("retry:".length()).strip()));
        } else if (line.startsWith("event:")) {
          event = line.substring("event:".length()).strip();
        } else if (line.startsWith("data:")) {
          heard.add(new News(event, line.substring("data:".length()).strip(), System.nanoTime()));
        }
      }
    } catch (UncheckedIOException e) {
      // Closed here, or cut off there: either way nothing more comes.
    } finally {
      heard.add(SILENCE);
    }
  }
}
