package licensing.temporal;

import io.grpc.Context;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Calls Temporal with a deadline that a reader can wait for: the client's own is a minute. */
public final class CallsInTime implements AutoCloseable {

  private static final Duration DEADLINE = Duration.ofSeconds(3);

  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("temporal-deadlines").factory());

  /** The deadline travels in the call's context. */
  public <T> T call(Supplier<T> call) {
    try (var context =
        Context.current().withDeadlineAfter(DEADLINE.toMillis(), TimeUnit.MILLISECONDS, clock)) {
      return context.call(call::get);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("a call without checked exceptions threw one", e);
    }
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
