package licensing.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.api.failure.v1.Failure;
import io.temporal.common.converter.DataConverter;
import io.temporal.common.converter.DefaultDataConverter;
import io.temporal.failure.ApplicationFailure;
import java.net.ConnectException;
import java.sql.SQLException;
import java.util.List;
import licensing.temporal.PayloadEncryption.PayloadEncryptionSettings;
import org.junit.jupiter.api.Test;

class ShortFailuresTest {

  /** What Temporal keeps of an activity that is tried again. */
  private static final int KEPT = 4 * 1024;

  private final DataConverter converter = new PayloadEncryptionSettings(List.of()).dataConverter();

  @Test
  void areKeptByTemporalHoweverDeepTheyBegan() {
    Failure told = converter.exceptionToFailure(deep(60));

    assertThat(told.getSerializedSize()).isLessThan(KEPT);
    assertThat(DefaultDataConverter.newDefaultInstance().exceptionToFailure(deep(60)))
        .satisfies(whole -> assertThat(whole.getSerializedSize()).isGreaterThan(KEPT));
  }

  @Test
  void keepTheirWordsTypesAndCauses() {
    Failure told = converter.exceptionToFailure(deep(3));

    assertThat(told.getMessage()).isEqualTo("the license cannot be written");
    assertThat(told.getCause().getApplicationFailureInfo().getType())
        .isEqualTo(SQLException.class.getName());
    assertThat(told.getCause().getCause().getMessage()).isEqualTo("refused");
    assertThat(told.getStackTrace()).startsWith(ShortFailuresTest.class.getName());
  }

  @Test
  void comeBackAsTheyWere() {
    var refused = ApplicationFailure.newNonRetryableFailure("not now", "NOT_NOW", 7);

    RuntimeException heard = converter.failureToException(converter.exceptionToFailure(refused));

    assertThat(heard)
        .isInstanceOfSatisfying(
            ApplicationFailure.class,
            failure -> {
              assertThat(failure.getType()).isEqualTo("NOT_NOW");
              assertThat(failure.isNonRetryable()).isTrue();
              assertThat(failure.getDetails().get(Integer.class)).isEqualTo(7);
            });
  }

  private static RuntimeException deep(int frames) {
    return frames == 0
        ? new IllegalStateException(
            "the license cannot be written",
            new SQLException("no connection", new ConnectException("refused")))
        : deep(frames - 1);
  }
}
