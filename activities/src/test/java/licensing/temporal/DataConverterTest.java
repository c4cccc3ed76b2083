package licensing.temporal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.temporal.api.common.v1.Payload;
import io.temporal.common.converter.DataConverter;
import io.temporal.common.converter.DataConverterException;
import java.util.List;
import java.util.UUID;
import licensing.buyer.Buyer.UserId;
import licensing.purchase.message.SupportCommand;
import licensing.purchase.message.SupportCommand.SupportRequest;
import licensing.temporal.PayloadEncryption.PayloadEncryptionSettings;
import org.junit.jupiter.api.Test;

/** Between releases: a purchase stays with workers of its own, and hears a newer console. */
class DataConverterTest {

  private final DataConverter converter = new PayloadEncryptionSettings(List.of()).dataConverter();

  @Test
  void passesOverFieldsOfLaterReleases() {
    SupportRequest request =
        new SupportRequest(
            "ann", new UserId(UUID.fromString("10000000-0000-4000-8000-000000000001")), "asked", 7);
    Payload sent = converter.toPayload(new SupportCommand.RecheckNow(request)).orElseThrow();

    assertThat(read(with(sent, "\"asked\"", "\"asked\",\"since\":[{\"release\":2}]")))
        .isEqualTo(new SupportCommand.RecheckNow(request));
    assertThat(read(with(sent, "{\"is\"", "{\"later\":null,\"is\"")))
        .isEqualTo(new SupportCommand.RecheckNow(request));
  }

  /** What nobody knows to do is refused, not taken for something else. */
  @Test
  void refusesKindsOfLaterReleases() {
    Payload sent =
        converter
            .toPayload(new SupportCommand.RecheckNow(new SupportRequest("ann", null, "asked", 7)))
            .orElseThrow();

    assertThatThrownBy(() -> read(with(sent, "\"RecheckNow\"", "\"Postpone\"")))
        .isInstanceOf(DataConverterException.class);
  }

  private static Payload with(Payload payload, String text, String instead) {
    String data = payload.getData().toStringUtf8();
    assertThat(data).contains(text);
    return payload.toBuilder()
        .setData(ByteString.copyFromUtf8(data.replace(text, instead)))
        .build();
  }

  private SupportCommand read(Payload payload) {
    return converter.fromPayload(payload, SupportCommand.class, SupportCommand.class);
  }
}
