package licensing.purchase;

import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Promise;
import io.temporal.workflow.TimerOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A durable timer that can be suspended while money may be moving. A timer of its own, since an
 * await with a duration leaves its timer running after the condition came true.
 */
final class Deadline {

  private final String summary;
  private Instant end;
  private @Nullable Instant suspendedAt;
  private CancellationScope scope;
  private Promise<Void> timer;

  Deadline(Duration left, String summary) {
    this.summary = summary;
    this.end = now().plus(left);
    this.scope = Workflow.newCancellationScope(() -> {});
    this.timer = start(left);
  }

  static Instant now() {
    return Instant.ofEpochMilli(Workflow.currentTimeMillis());
  }

  /** Waits until the condition holds or the deadline passed; the condition wins a tie. */
  boolean leavesTimeFor(Supplier<Boolean> condition) {
    Workflow.await(() -> condition.get() || timer.isCompleted());
    return condition.get();
  }

  void suspend() {
    suspendedAt = now();
    scope.cancel();
  }

  /** Leaves more time; while it is suspended, for when it goes on. */
  void extendTo(Instant later) {
    end = later;
    if (suspendedAt == null) {
      scope.cancel();
      timer = start(Duration.between(now(), end));
    }
  }

  /** Goes on to the end that it has. */
  void run() {
    suspendedAt = null;
    timer = start(Duration.between(now(), end));
  }

  /** Whether it has passed; not while it is suspended. */
  boolean isOver() {
    return suspendedAt == null && timer.isCompleted();
  }

  /** Moves the end: what was left when it was suspended is left again, or at least so much. */
  void grant(Duration atLeast) {
    Instant now = now();
    Duration left = Duration.between(Objects.requireNonNull(suspendedAt, "it is suspended"), end);
    end = now.plus(left.compareTo(atLeast) > 0 ? left : atLeast);
    suspendedAt = now;
  }

  /** Goes on with what is left, or with at least so much. */
  void resume(Duration atLeast) {
    grant(atLeast);
    suspendedAt = null;
    timer = start(Duration.between(now(), end));
  }

  Instant end() {
    return end;
  }

  private Promise<Void> start(Duration left) {
    TimerOptions options = TimerOptions.newBuilder().setSummary(summary).build();
    Promise<?>[] started = new Promise<?>[1];
    scope = Workflow.newCancellationScope(() -> started[0] = Workflow.newTimer(left, options));
    scope.run();
    return started[0].thenApply(nothing -> null);
  }
}
