package licensing.temporal;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.crypto.tink.Aead;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.temporal.api.common.v1.Payload;
import io.temporal.common.converter.CodecDataConverter;
import io.temporal.common.converter.DataConverter;
import io.temporal.common.converter.DefaultDataConverter;
import io.temporal.common.converter.JacksonJsonPayloadConverter;
import io.temporal.payload.codec.PayloadCodec;
import io.temporal.payload.codec.PayloadCodecException;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import licensing.keys.SharedKeys;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Encrypts what Temporal keeps: arguments, results, failures, summaries and details, not ids, types
 * and search attributes, which its lists need. What is not encrypted is read as it is, so that this
 * may be switched on while purchases are open.
 */
public final class PayloadEncryption implements PayloadCodec {

  /** By which Temporal's own samples of every language know an encrypted payload. */
  private static final ByteString ENCODING = ByteString.copyFromUtf8("binary/encrypted");

  private static final String ENCODING_KEY = "encoding";
  private static final String KEY_ID = "encryption-key-id";

  /** After which the number of the key begins. */
  private static final int KIND = 1;

  /** A payload moved elsewhere stays readable: Temporal's pages read it without its place. */
  private static final byte[] PURPOSE = "temporal payload".getBytes(UTF_8);

  private final Aead aead;

  PayloadEncryption(Aead aead) {
    this.aead = aead;
  }

  @Override
  public List<Payload> encode(List<Payload> payloads) {
    return payloads.stream().map(this::encrypted).toList();
  }

  /**
   * @throws PayloadCodecException where it was encrypted with a key that is not there, or changed
   */
  @Override
  public List<Payload> decode(List<Payload> payloads) {
    return payloads.stream().map(this::decrypted).toList();
  }

  private Payload encrypted(Payload payload) {
    try {
      byte[] data = aead.encrypt(payload.toByteArray(), PURPOSE);
      return Payload.newBuilder()
          .putMetadata(ENCODING_KEY, ENCODING)
          .putMetadata(KEY_ID, ByteString.copyFromUtf8(keyId(data)))
          .setData(ByteString.copyFrom(data))
          .build();
    } catch (GeneralSecurityException e) {
      throw new PayloadCodecException("a payload is not encrypted", e);
    }
  }

  private Payload decrypted(Payload payload) {
    if (!ENCODING.equals(payload.getMetadataMap().get(ENCODING_KEY))) {
      return payload;
    }
    byte[] data = payload.getData().toByteArray();
    try {
      return Payload.parseFrom(aead.decrypt(data, PURPOSE));
    } catch (GeneralSecurityException | InvalidProtocolBufferException e) {
      throw new PayloadCodecException(
          "a payload is not readable; TEMPORAL_PAYLOAD_KEYS must name key " + keyId(data), e);
    }
  }

  /** So that an operator sees in a history which key it still needs. */
  private static String keyId(byte[] data) {
    return data.length < SharedKeys.PREFIX_BYTES
        ? "none"
        : HexFormat.of().formatHex(data, KIND, SharedKeys.PREFIX_BYTES);
  }

  /**
   * Whether and by what Temporal's payloads are encrypted.
   *
   * @param keys each 32 random bytes in base64, the same for all programs: the first one encrypts,
   *     and every one decrypts; none of them, and payloads are readable
   */
  @ConfigurationProperties("temporal-payloads")
  public record PayloadEncryptionSettings(@DefaultValue List<String> keys) {

    public PayloadEncryptionSettings {
      if (!keys.isEmpty()) {
        encryption(keys);
      }
    }

    /**
     * The same for every program, for what one of them writes another reads: a worker of the
     * release before too, which passes over a field that it does not know. The SDK's own converter
     * refuses the whole message (temporal-sdk 1.38.0).
     */
    public DataConverter dataConverter() {
      ObjectMapper json =
          JacksonJsonPayloadConverter.newDefaultObjectMapper()
              .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
      // Else each purchase that waits keeps the buffers of its thread: more than all else of it.
      json.getFactory().setRecyclerPool(JsonRecyclerPools.sharedBoundedPool());
      DataConverter readable =
          DefaultDataConverter.newDefaultInstance()
              .withPayloadConverterOverrides(new JacksonJsonPayloadConverter(json))
              .withFailureConverter(new ShortFailures());
      return keys.isEmpty()
          ? readable
          : new CodecDataConverter(
              readable, List.of(new PayloadEncryption(encryption(keys).aead())), true);
    }

    private static SharedKeys encryption(List<String> keys) {
      return SharedKeys.of("TEMPORAL_PAYLOAD_KEYS", keys);
    }

    @Override
    public String toString() {
      return "PayloadEncryptionSettings[...]";
    }
  }
}
