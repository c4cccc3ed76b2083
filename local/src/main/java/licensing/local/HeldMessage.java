package licensing.local;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** What one side says, and something happens to before the other has heard it. */
public final class HeldMessage {

  /** What becomes of the message, and of the connection. */
  enum Fate {
    /** The other waits in vain. */
    SILENCE,
    /** The connection breaks. */
    CUT,
    /** It arrives, after what was to happen first. */
    DELIVERED
  }

  private final String question;
  private final @Nullable String answer;
  private final Fate fate;
  private final Runnable first;
  private final Set<Integer> asking = ConcurrentHashMap.newKeySet();
  private final Set<Integer> silent = ConcurrentHashMap.newKeySet();
  private final CountDownLatch held = new CountDownLatch(1);
  private final AtomicInteger asked = new AtomicInteger();

  /**
   * @param answer null to keep back the question itself
   * @param first happens when it is said, before its fate
   */
  HeldMessage(String question, @Nullable String answer, Fate fate, Runnable first) {
    this.question = question;
    this.answer = answer;
    this.fate = fate;
    this.first = first;
  }

  boolean isCut() {
    return fate == Fate.CUT;
  }

  /** How often the question was heard by now, held or not. */
  public int timesAsked() {
    return asked.get();
  }

  /** Returns when it was said, and nobody has heard it. */
  public void awaitHeld() throws InterruptedException {
    if (!isHeldWithin(Duration.ofSeconds(30))) {
      throw new LaunchFailure(question + " was not said");
    }
  }

  /** Whether it was said in that time. */
  public boolean isHeldWithin(Duration patience) throws InterruptedException {
    return held.await(patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * Whether a part of the talk stays here: only once, so that whoever asks again is answered; but
   * then that connection stays silent for good.
   */
  synchronized boolean keepsBack(int connection, String text, boolean request) {
    if (request && text.contains(question)) {
      asked.incrementAndGet();
    }
    if (isAwaited()) {
      hear(connection, text, request);
    }
    return silent.contains(connection) && (!request || answer == null);
  }

  private void hear(int connection, String text, boolean request) {
    if (request && text.contains(question)) {
      asking.add(connection);
    }
    boolean said =
        answer == null
            ? asking.contains(connection)
            : !request && asking.contains(connection) && text.contains(answer);
    if (said) {
      first.run();
      if (fate != Fate.DELIVERED) {
        silent.add(connection);
      }
      held.countDown();
    }
  }

  private boolean isAwaited() {
    return held.getCount() > 0;
  }
}
