package licensing.local.storm.people;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import licensing.local.buyer.NoAnswer;
import licensing.local.buyer.UnexpectedPage;
import org.jspecify.annotations.Nullable;

/** Tries again, as people do, until it works or they have had enough. */
final class Persistence {

  private static final Duration A_MOMENT = Duration.ofMillis(300);
  private static final int WORTH_A_NOTE = 150;

  private final long givesUpAt;
  private final Consumer<String> notes;

  /**
   * @param notes is told what was tried, and what came of it
   */
  Persistence(Duration patience, Consumer<String> notes) {
    this.givesUpAt = System.nanoTime() + patience.toNanos();
    this.notes = notes;
  }

  /** A person who has had enough. */
  static final class GivenUp extends RuntimeException {
    GivenUp() {
      super("has had enough", null, false, false);
    }
  }

  /**
   * Tries until it works; a deed that gives null has not.
   *
   * @throws GivenUp when there is no patience left
   */
  <T> T insist(String what, Callable<@Nullable T> deed) {
    while (true) {
      T done = attempt(what, deed);
      if (done != null) {
        return done;
      }
      rest(A_MOMENT);
    }
  }

  /**
   * Null where it did not work: the page says so, or nobody answered.
   *
   * @throws GivenUp when there is no patience left
   */
  <T> @Nullable T attempt(String what, Callable<@Nullable T> deed) {
    if (System.nanoTime() > givesUpAt) {
      throw new GivenUp();
    }
    try {
      T done = deed.call();
      notes.accept(what);
      return done;
    } catch (NoAnswer | UnexpectedPage e) {
      notes.accept(what + ": " + shortened(String.valueOf(e.getMessage())));
      rest(A_MOMENT);
      return null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new GivenUp();
    } catch (Exception e) {
      throw new IllegalStateException(what, e);
    }
  }

  void rest(Duration time) {
    try {
      Thread.sleep(time.isNegative() ? Duration.ZERO : time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new GivenUp();
    }
  }

  private static String shortened(String message) {
    return message.substring(0, Math.min(message.length(), WORTH_A_NOTE));
  }
}
