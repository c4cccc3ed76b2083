package licensing.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** An answer that a caller is to wait for in vain. */
public final class HeldAnswer {

  private final String question;
  private final String answer;
  private final Set<Integer> asking = ConcurrentHashMap.newKeySet();
  private final Set<Integer> silent = ConcurrentHashMap.newKeySet();
  private final CountDownLatch given = new CountDownLatch(1);

  HeldAnswer(String question, String answer) {
    this.question = question;
    this.answer = answer;
  }

  /** Returns when the server has answered, and nobody has heard it. */
  public void awaitGiven() throws InterruptedException {
    assertThat(given.await(30, TimeUnit.SECONDS)).as(question + " was answered").isTrue();
  }

  void asked(int connection, String text) {
    if (given.getCount() > 0 && text.contains(question)) {
      asking.add(connection);
    }
  }

  /** Only once, so that whoever asks again is answered; that connection stays silent for good. */
  synchronized boolean keepsBack(int connection, String text) {
    if (given.getCount() > 0 && asking.contains(connection) && text.contains(answer)) {
      silent.add(connection);
      given.countDown();
    }
    return silent.contains(connection);
  }
}
