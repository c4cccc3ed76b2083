package licensing.payment.jdbc;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.util.SecretBytes;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How payment secrets are kept.
 *
 * @param keys each 32 random bytes in base64, the same for all programs: the first one encrypts,
 *     and every one decrypts
 */
@ConfigurationProperties("payment-secrets")
public record PaymentSecretSettings(@DefaultValue List<String> keys) {

  private static final int KEY_BYTES = 32;

  public PaymentSecretSettings {
    keys = keys.stream().map(String::strip).toList();
    if (keys.isEmpty()
        || keys.stream().anyMatch(key -> bytes(key).length != KEY_BYTES)
        || Set.copyOf(keys).size() < keys.size()) {
      throw new IllegalArgumentException(
          "PAYMENT_SECRET_KEY must be 32 bytes in base64, as from: openssl rand -base64 32;"
              + " or several of them, each once, with commas between");
    }
  }

  /**
   * AES-256-GCM. What is encrypted names its key, so that an older one still decrypts, and does not
   * decrypt with other associated data.
   */
  Aead aead() {
    try {
      AeadConfig.register();
      KeysetHandle.Builder keyset = KeysetHandle.newBuilder();
      for (String key : keys) {
        KeysetHandle.Builder.Entry entry = KeysetHandle.importKey(gcm(bytes(key)));
        keyset.addEntry(key.equals(keys.getFirst()) ? entry.makePrimary() : entry);
      }
      return keyset.build().getPrimitive(RegistryConfiguration.get(), Aead.class);
    } catch (GeneralSecurityException e) {
      // Its message may say what of a key is wrong, which no log may keep.
      throw new IllegalStateException("the keys of payment secrets are not usable");
    }
  }

  /** Its number follows from the key, so that it stays the same wherever in the list it stands. */
  @AccessesPartialKey
  private static AesGcmKey gcm(byte[] key) throws GeneralSecurityException {
    AesGcmParameters parameters =
        AesGcmParameters.builder()
            .setKeySizeBytes(KEY_BYTES)
            .setIvSizeBytes(12)
            .setTagSizeBytes(16)
            .setVariant(AesGcmParameters.Variant.TINK)
            .build();
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(key);
    return AesGcmKey.builder()
        .setParameters(parameters)
        .setKeyBytes(SecretBytes.copyFrom(key, InsecureSecretKeyAccess.get()))
        .setIdRequirement(ByteBuffer.wrap(digest).getInt())
        .build();
  }

  private static byte[] bytes(String key) {
    try {
      return Base64.getDecoder().decode(key);
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }

  @Override
  public String toString() {
    return "PaymentSecretSettings[...]";
  }
}
