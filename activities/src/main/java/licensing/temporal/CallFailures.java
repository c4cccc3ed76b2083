package licensing.temporal;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowNotFoundException;
import java.util.Optional;

/** Why a call to Temporal failed. */
public final class CallFailures {

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
