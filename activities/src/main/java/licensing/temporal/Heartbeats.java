package licensing.temporal;

import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Tells Temporal that this worker lives while somebody else lets it wait. */
public final class Heartbeats {

  private static final Duration BETWEEN = Duration.ofSeconds(1);

  private Heartbeats() {}

  /** To be called on the activity's own thread; elsewhere nobody waits for a sign of life. */
  public static <T> T during(Supplier<T> call) {
    ActivityExecutionContext activity = activity();
    if (activity == null) {
      return call.get();
    }
    // Not by an interrupt: that would break off a heartbeat that is just being sent.
    CountDownLatch over = new CountDownLatch(1);
    Thread.ofVirtual().name("heartbeats").start(() -> beat(activity, over));
    try {
      return call.get();
    } finally {
      over.countDown();
    }
  }

  /** Once, and hears from Temporal when the activity is to stop; elsewhere nobody waits for it. */
  public static void once() {
    ActivityExecutionContext activity = activity();
    if (activity != null) {
      activity.heartbeat(null);
    }
  }

  private static @Nullable ActivityExecutionContext activity() {
    try {
      return Activity.getExecutionContext();
    } catch (IllegalStateException notInAnActivity) {
      return null;
    }
  }

  private static void beat(ActivityExecutionContext activity, CountDownLatch over) {
    try {
      // A platform that answers within the second costs no sign of life, each of which is paid for.
      while (!over.await(BETWEEN.toMillis(), TimeUnit.MILLISECONDS)) {
        beatOnce(activity);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The call goes on whether or not it is still waited for: its outcome must be recorded. */
  private static void beatOnce(ActivityExecutionContext activity) {
    try {
      activity.heartbeat(null);
    } catch (RuntimeException notHeard) {
      // Neither a lost server nor a cancelled activity stops a call that is under way.
    }
  }
}
