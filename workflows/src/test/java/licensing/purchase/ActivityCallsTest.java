package licensing.purchase;

import static io.temporal.failure.ApplicationFailure.newFailure;
import static io.temporal.failure.ApplicationFailure.newFailureWithCause;
import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.api.enums.v1.RetryState;
import io.temporal.failure.ActivityFailure;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ActivityCallsTest {

  private static final Exception DISK =
      newFailure("ERROR: no space left\n  Where: PL/pgSQL", "org.postgresql.PSQLException");

  @Test
  void tellsWhatFailedInOurOwnWords() {
    Exception platform =
        newFailureWithCause(
            "the platform gave no answer",
            "licensing.payment.braintree.BraintreeClient.PlatformTrouble",
            newFailure("", "com.braintreegateway.ServiceUnavailableException"));

    assertThat(reason(platform)).isEqualTo("the platform gave no answer");
  }

  @Test
  void tellsTheInnermostCauseWhereALibraryFailed() {
    Exception sql = newFailureWithCause("uncategorized; SQL [insert]", "org.spring.Sql", DISK);

    assertThat(reason(sql)).isEqualTo("ERROR: no space left");
  }

  @Test
  void namesWhatSaysNothing() {
    assertThat(reason(newFailure("", "java.lang.Silence"))).isEqualTo("java.lang.Silence");
    assertThat(reason(null)).isEqualTo("it was interrupted");
  }

  private static String reason(@Nullable Exception cause) {
    return ActivityCalls.reason(
        new ActivityFailure(
            "failed", 1, 2, "Licenses.Activate", "a", RetryState.RETRY_STATE_TIMEOUT, "w", cause));
  }
}
