package licensing.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.activity.ActivityInterface;
import io.temporal.testing.TestActivityEnvironment;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HeartbeatsTest {

  /** Runs what it is given on an activity's thread. */
  @ActivityInterface
  public interface Waiting {
    boolean untilHeard();
  }

  @Test
  void tellsThatTheWorkerLivesWhileItWaits() {
    CountDownLatch heard = new CountDownLatch(2);
    TestActivityEnvironment environment = TestActivityEnvironment.newInstance();
    environment.setActivityHeartbeatListener(Void.class, nothing -> heard.countDown());
    environment.registerActivitiesImplementations(
        (Waiting) () -> Heartbeats.during(() -> await(heard)));

    assertThat(environment.newActivityStub(Waiting.class).untilHeard()).isTrue();
    environment.close();
  }

  @Test
  void justCallsWhereNobodyWaits() {
    assertThat(Heartbeats.during(() -> "called")).isEqualTo("called");
  }

  private static boolean await(CountDownLatch heard) {
    try {
      return heard.await(20, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
