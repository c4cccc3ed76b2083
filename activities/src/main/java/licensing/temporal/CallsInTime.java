package licensing.temporal;

import io.grpc.Context;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowNotFoundException;
import java.time.Duration;
import java.util.Optional;
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

  /** Why a call to Temporal failed. */
  public static final class CallFailures {

    private CallFailures() {}

    /** Empty where it was not the call that failed, but for example reading its answer. */
    public static Optional<Status> status(Throwable failure) {
      for (Throwable each = failure; each != null; each = each.getCause()) {
        if (each instanceof StatusRuntimeException answered) {
          return Optional.of(answered.getStatus());
        }
      }
      return Optional.empty();
    }

    /** The server's words are all that tells an ended process from one that never was. */
    public static boolean isOver(WorkflowNotFoundException failure) {
      return status(failure)
          .map(Status::getDescription)
          .filter(words -> words.contains("already completed"))
          .isPresent();
    }
  }
}
