package licensing.temporal;

import static licensing.testing.Keys.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.temporal.api.common.v1.Payload;
import io.temporal.api.failure.v1.Failure;
import io.temporal.common.converter.DataConverter;
import io.temporal.common.converter.DataConverterException;
import io.temporal.failure.ApplicationFailure;
import java.util.List;
import licensing.temporal.PayloadEncryption.PayloadEncryptionSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadEncryptionTest {

  private static final String CANARY = "MIG-CANARY-KEY";

  private final DataConverter encrypted = with(key(1));

  @Test
  void keepsNothingReadable() {
    Payload kept = payload(encrypted, CANARY);

    assertThat(kept.toByteString().toStringUtf8()).doesNotContain("CANARY");
    assertThat(read(encrypted, kept)).isEqualTo(CANARY);
  }

  @Test
  void keepsNothingOfFailuresReadableButTheirTypes() {
    Failure kept =
        encrypted.exceptionToFailure(
            ApplicationFailure.newBuilder()
                .setMessage("refused " + CANARY)
                .setType("NOT_NOW")
                .setDetails(CANARY)
                .setCause(new IllegalStateException("since " + CANARY))
                .build());

    assertThat(kept.toByteString().toStringUtf8()).doesNotContain("CANARY").contains("NOT_NOW");
    assertThat(encrypted.failureToException(kept))
        .hasMessageContaining("refused " + CANARY)
        .hasRootCauseMessage(
            "message='since %s', type='java.lang.IllegalStateException', nonRetryable=false"
                .formatted(CANARY));
  }

  /** As an operator switches it on, and exchanges keys: purchases are open all the while. */
  @Test
  void readsWhatWasKeptBeforeAndUnderOlderKeys() {
    Payload readable = payload(with(), CANARY);
    Payload old = payload(with(key(1)), CANARY);
    Payload fresh = payload(with(key(2), key(1)), CANARY);

    for (Payload kept : List.of(readable, old, fresh)) {
      assertThat(read(with(key(2), key(1)), kept)).isEqualTo(CANARY);
      assertThat(read(with(key(1), key(2)), kept)).isEqualTo(CANARY);
    }
    assertThat(read(with(key(2)), fresh)).isEqualTo(CANARY);
  }

  @Test
  void namesTheKeyThatIsMissing() {
    Payload kept = payload(encrypted, CANARY);
    String id = kept.getMetadataOrThrow("encryption-key-id").toStringUtf8();

    assertThat(id).matches("[0-9a-f]{8}");
    assertThatThrownBy(() -> read(with(key(2)), kept))
        .rootCause()
        .isInstanceOf(java.security.GeneralSecurityException.class);
    assertThatThrownBy(() -> read(with(key(2)), kept))
        .hasStackTraceContaining("TEMPORAL_PAYLOAD_KEYS must name key " + id);
  }

  @Test
  void readsNothingThatWasChanged() {
    Payload kept = payload(encrypted, CANARY);
    byte[] data = kept.getData().toByteArray();
    data[data.length - 1] ^= 1;

    Payload changed = kept.toBuilder().setData(ByteString.copyFrom(data)).build();
    assertThatThrownBy(() -> read(encrypted, changed)).isInstanceOf(RuntimeException.class);
    Payload cut = kept.toBuilder().setData(ByteString.copyFrom(data, 0, 3)).build();
    assertThatThrownBy(() -> read(encrypted, cut)).hasStackTraceContaining("key none");
  }

  @ParameterizedTest
  @ValueSource(strings = {"c2hvcnQ=", "not base64!", "%s,%<s"})
  void refusesKeysThatAreNone(String keys) {
    List<String> listed = List.of(keys.formatted(key(1)).split(","));
    assertThatThrownBy(() -> new PayloadEncryptionSettings(listed))
        .hasMessageContaining("TEMPORAL_PAYLOAD_KEYS");
  }

  @Test
  void showsNoKeys() {
    assertThat(new PayloadEncryptionSettings(List.of(key(1))).toString()).doesNotContain(key(1));
  }

  private static Payload payload(DataConverter converter, String text)
      throws DataConverterException {
    return converter.toPayload(text).orElseThrow();
  }

  private static String read(DataConverter converter, Payload payload) {
    return converter.fromPayload(payload, String.class, String.class);
  }

  private static DataConverter with(String... keys) {
    return new PayloadEncryptionSettings(List.of(keys)).dataConverter();
  }
}
