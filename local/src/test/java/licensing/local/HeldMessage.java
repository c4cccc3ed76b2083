package licensing.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** What one side says, and the other is to wait for in vain. */
public final class HeldMessage {

  private final String question;
  private final @Nullable String answer;
  private final boolean cut;
  private final Set<Integer> asking = ConcurrentHashMap.newKeySet();
  private final Set<Integer> silent = ConcurrentHashMap.newKeySet();
  private final CountDownLatch held = new CountDownLatch(1);
  private final AtomicInteger asked = new AtomicInteger();

  /**
   * @param answer null to keep back the question itself
   * @param cut whether the connection breaks, instead of being silent
   */
  HeldMessage(String question, @Nullable String answer, boolean cut) {
    this.question = question;
    this.answer = answer;
    this.cut = cut;
  }

  boolean isCut() {
    return cut;
  }

  /** How often the question was heard by now, held or not. */
  public int timesAsked() {
    return asked.get();
  }

  /** Returns when it was said, and nobody has heard it. */
  public void awaitHeld() throws InterruptedException {
    assertThat(held.await(30, TimeUnit.SECONDS)).as(question + " was said").isTrue();
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
      silent.add(connection);
      held.countDown();
    }
  }

  private boolean isAwaited() {
    return held.getCount() > 0;
  }
}
