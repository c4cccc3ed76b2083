package licensing.web.process;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowServiceException;
import io.temporal.client.WorkflowUpdateException;
import io.temporal.client.WorkflowUpdateTimeoutOrCancelledException;
import io.temporal.failure.ApplicationFailure;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import licensing.purchase.Refusal;
import org.jspecify.annotations.Nullable;

/** Reads what Temporal answers, or fails to. */
final class Asking {

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

  private Asking() {}

  static <T> Answer<T> answer(Supplier<T> call) {
    try {
      return new Answer.Accepted<>(call.get());
    } catch (WorkflowUpdateException e) {
      return refusal(e);
    } catch (WorkflowExecutionAlreadyStarted e) {
      return new Answer.AlreadyEnded<>();
    } catch (WorkflowNotFoundException e) {
      return isOver(e) ? new Answer.AlreadyEnded<>() : new Answer.NotFound<>();
    } catch (WorkflowUpdateTimeoutOrCancelledException | CancellationException e) {
      return new Answer.NotConfirmed<>();
    } catch (WorkflowServiceException | StatusRuntimeException e) {
      return unreached(e);
    }
  }

  static Delivery delivery(Runnable call) {
    try {
      call.run();
      return Delivery.ACKNOWLEDGED;
    } catch (WorkflowNotFoundException e) {
      return Delivery.NOBODY_THERE;
    } catch (WorkflowServiceException | StatusRuntimeException | CancellationException e) {
      return Delivery.NOT_CONFIRMED;
    }
  }

  private static <T> Answer<T> refusal(WorkflowUpdateException e) {
    if (!(e.getCause() instanceof ApplicationFailure failure)) {
      throw e;
    }
    if (ENDED_MEANWHILE.equals(failure.getType())) {
      return new Answer.AlreadyEnded<>();
    }
    return refusalNamed(failure.getType())
        .<Answer<T>>map(why -> new Answer.Refused<>(why, failure.getOriginalMessage()))
        .orElseThrow(() -> e);
  }

  private static Optional<Refusal> refusalNamed(@Nullable String type) {
    return Arrays.stream(Refusal.values()).filter(why -> why.name().equals(type)).findFirst();
  }

  private static <T> Answer<T> unreached(RuntimeException e) {
    return switch (Status.fromThrowable(e).getCode()) {
      case ALREADY_EXISTS -> new Answer.AlreadyEnded<>();
      case Status.Code code when UNREACHED.contains(code) -> new Answer.NotConfirmed<>();
      default -> throw e;
    };
  }

  /** The server's words are all that tells an ended process from one that never was. */
  private static boolean isOver(WorkflowNotFoundException e) {
    var words = Status.fromThrowable(e).getDescription();
    return words != null && words.contains("already completed");
  }
}
