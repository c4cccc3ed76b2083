package licensing.purchase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.temporal.client.WorkflowUpdateException;
import io.temporal.failure.ApplicationFailure;
import licensing.purchase.message.Refusal;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** How a refused message comes back to its sender. */
public final class Refused {

  private Refused() {}

  public static void assertRefused(Refusal refusal, ThrowingCallable message) {
    assertThatThrownBy(message)
        .isInstanceOf(WorkflowUpdateException.class)
        .cause()
        .isInstanceOfSatisfying(
            ApplicationFailure.class, failure -> assertThat(Refusal.of(failure)).contains(refusal));
  }
}
