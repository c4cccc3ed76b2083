package licensing.temporal;

import static java.util.stream.Collectors.joining;

import io.temporal.api.failure.v1.Failure;
import io.temporal.common.converter.DataConverter;
import io.temporal.common.converter.FailureConverter;
import io.temporal.failure.DefaultFailureConverter;

/**
 * Failures as people read them in histories: each cause in its words, and where it began. Of an
 * activity that is tried again Temporal keeps no failure above 4 KiB (its setting {@code
 * limit.mutableStateActivityFailureSize.error}), and would show a sentence about the size instead.
 * All of a stack trace is in the log of the worker.
 */
final class ShortFailures implements FailureConverter {

  private static final int LINES = 5;

  private final FailureConverter whole = new DefaultFailureConverter();

  @Override
  public RuntimeException failureToException(Failure failure, DataConverter converter) {
    return whole.failureToException(failure, converter);
  }

  @Override
  public Failure exceptionToFailure(Throwable failure, DataConverter converter) {
    return shortened(whole.exceptionToFailure(failure, converter));
  }

  private static Failure shortened(Failure failure) {
    Failure.Builder told =
        failure.toBuilder()
            .setStackTrace(failure.getStackTrace().lines().limit(LINES).collect(joining("\n")));
    if (failure.hasCause()) {
      told.setCause(shortened(failure.getCause()));
    }
    return told.build();
  }
}
