package licensing.temporal;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowServiceException;
import io.temporal.client.WorkflowUpdateException;
import io.temporal.client.WorkflowUpdateTimeoutOrCancelledException;
import io.temporal.failure.ApplicationFailure;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import licensing.purchase.message.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is known after a purchase was asked for something; the console has a page for each case. */
public sealed interface CallResult<T> {

  /** Done, and stored before this was said. */
  record Accepted<T>(T value) implements CallResult<T> {}

  /**
   * Not done, and not going to be.
   *
   * @param words of the purchase for support staff
   */
  record Refused<T>(Refusal why, String words) implements CallResult<T> {}

  /**
   * Nobody answered in time: no worker is up, or Temporal is not reached. It may still come to
   * pass; asking the same again is safe.
   */
  record NotConfirmed<T>() implements CallResult<T> {}

  /** The purchase is over, so nothing can be asked of it. */
  record AlreadyEnded<T>() implements CallResult<T> {}

  /** There never was such a purchase, or it is no longer kept. */
  record NotFound<T>() implements CallResult<T> {}

  /** Reads what Temporal answers, or fails to. */
  final class TemporalErrors {

    private static final Set<Status.Code> UNREACHED =
        Set.of(
            Status.Code.DEADLINE_EXCEEDED,
            Status.Code.CANCELLED,
            Status.Code.UNAVAILABLE,
            Status.Code.RESOURCE_EXHAUSTED,
            Status.Code.ABORTED,
            Status.Code.INTERNAL,
            Status.Code.UNKNOWN);

    /** The type of the failure that an update gets when its process ends first. */
    private static final String ENDED_MEANWHILE = "AcceptedUpdateCompletedWorkflow";

    private static final Logger LOG = LoggerFactory.getLogger(TemporalErrors.class);

    private TemporalErrors() {}

    /**
     * @throws RuntimeException the failure itself, where it tells nothing of what was asked
     */
    public static <T> CallResult<T> result(Supplier<T> call) {
      try {
        return new CallResult.Accepted<>(call.get());
      } catch (WorkflowUpdateException e) {
        return refusal(e);
      } catch (WorkflowExecutionAlreadyStarted e) {
        return new CallResult.AlreadyEnded<>();
      } catch (WorkflowNotFoundException e) {
        return isOver(e) ? new CallResult.AlreadyEnded<>() : new CallResult.NotFound<>();
      } catch (WorkflowUpdateTimeoutOrCancelledException | CancellationException e) {
        return new CallResult.NotConfirmed<>();
      } catch (WorkflowServiceException | StatusRuntimeException e) {
        return unreached(e);
      }
    }

    private static <T> CallResult<T> refusal(WorkflowUpdateException e) {
      if (!(e.getCause() instanceof ApplicationFailure failure)) {
        throw e;
      }
      return ENDED_MEANWHILE.equals(failure.getType())
          ? new CallResult.AlreadyEnded<>()
          : new CallResult.Refused<>(
              Refusal.of(failure).orElseThrow(() -> e), failure.getOriginalMessage());
    }

    private static <T> CallResult<T> unreached(RuntimeException e) {
      var status = status(e).orElseThrow(() -> e);
      var code = status.getCode();
      if (code == Status.Code.ALREADY_EXISTS || isOver(e)) {
        return new CallResult.AlreadyEnded<>();
      }
      if (isAtItsLimit(status)) {
        LOG.error("no more is taken: {}", words(e));
        return new CallResult.Refused<>(Refusal.LIMIT_REACHED, words(e));
      }
      if (UNREACHED.contains(code)) {
        LOG.warn("not confirmed: {}", words(e));
        return new CallResult.NotConfirmed<>();
      }
      throw e;
    }

    /** What went wrong, for a log. */
    public static String words(RuntimeException failure) {
      return status(failure)
          .map(status -> status.getCode() + " " + status.getDescription())
          .orElseGet(failure::toString);
    }

    /** Empty where it was not the call that failed, but for example reading its answer. */
    public static Optional<Status> status(Throwable failure) {
      for (Throwable each = failure; each != null; each = each.getCause()) {
        if (each instanceof StatusRuntimeException answered) {
          return Optional.of(answered.getStatus());
        }
        if (hadNoTimeLeft(each)) {
          return Optional.of(Status.DEADLINE_EXCEEDED.withDescription(each.getMessage()));
        }
      }
      return Optional.empty();
    }

    /**
     * Before the first call of a program the SDK asks what the server can do, one thread after the
     * other, each for what is left of the time since it began to wait. Nothing is left where the
     * one before took all of it, and that is said as if the caller had set it (1.38.0, {@code
     * SystemInfoInterceptor}).
     */
    private static boolean hadNoTimeLeft(Throwable failure) {
      return failure instanceof IllegalArgumentException
          && failure.getMessage() != null
          && failure.getMessage().startsWith("invalid expiration");
    }

    /**
     * Whether the server has not heard the end of what was asked for under that id and never will:
     * what a reset repeated and a validator then refused answers so for the life of the run.
     */
    public static boolean isSpent(Throwable failure) {
      return status(failure).filter(s -> s.getCode() == Status.Code.INTERNAL).isPresent();
    }

    /** The server takes so many updates and signals for one process, which nobody clicks. */
    private static boolean isAtItsLimit(Status status) {
      return switch (status.getCode()) {
        case FAILED_PRECONDITION, INVALID_ARGUMENT ->
            String.valueOf(status.getDescription()).contains("limit");
        default -> false;
      };
    }

    /**
     * The server's words are all that tells an ended process from one that never was. Most of those
     * that meet the end get the second.
     */
    private static boolean isOver(RuntimeException failure) {
      return status(failure)
          .filter(s -> s.getCode() == Status.Code.NOT_FOUND)
          .map(Status::getDescription)
          .filter(
              words ->
                  words.contains("already completed")
                      || words.contains("aborted by closing workflow"))
          .isPresent();
    }
  }
}
