package licensing.keys;

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
import java.util.HashSet;
import java.util.List;

/**
 * Keys of one purpose, the same for all programs. The first one encrypts or signs, and every one
 * reads, so that a key is replaced by putting the new one last, everywhere, then first, and leaving
 * the old one out once nothing is kept under it.
 */
public final class SharedKeys {

  /** What Tink writes before a ciphertext: its kind in one byte, and the number of the key. */
  public static final int PREFIX_BYTES = 5;

  private static final int KEY_BYTES = 32;

  private final List<byte[]> keys;

  private SharedKeys(List<byte[]> keys) {
    this.keys = keys;
  }

  /**
   * @param variable by which the keys are set, for whoever set them wrongly
   * @param keys each 32 random bytes in base64
   * @throws IllegalArgumentException where there is none, or one is none or there twice
   */
  public static SharedKeys of(String variable, List<String> keys) {
    List<byte[]> bytes = keys.stream().map(key -> bytes(key.strip())).toList();
    if (bytes.isEmpty()
        || bytes.stream().anyMatch(key -> key.length != KEY_BYTES)
        || new HashSet<>(bytes.stream().map(ByteBuffer::wrap).toList()).size() < bytes.size()) {
      throw new IllegalArgumentException(
          variable
              + " must be 32 bytes in base64, as from: openssl rand -base64 32;"
              + " or several of them, each once, with commas between");
    }
    return new SharedKeys(bytes);
  }

  /** 32 bytes each, the one that signs first. */
  public List<byte[]> bytes() {
    return keys.stream().map(byte[]::clone).toList();
  }

  /**
   * AES-256-GCM. What is encrypted names its key in its first {@link #PREFIX_BYTES} bytes, so that
   * an older one still decrypts, and does not decrypt with other associated data.
   */
  public Aead aead() {
    try {
      AeadConfig.register();
      KeysetHandle.Builder keyset = KeysetHandle.newBuilder();
      for (int i = 0; i < keys.size(); i++) {
        KeysetHandle.Builder.Entry entry = KeysetHandle.importKey(gcm(keys.get(i)));
        keyset.addEntry(i == 0 ? entry.makePrimary() : entry);
      }
      return keyset.build().getPrimitive(RegistryConfiguration.get(), Aead.class);
    } catch (GeneralSecurityException e) {
      // Its message may say what of a key is wrong, which no log may keep.
      throw new IllegalStateException("the keys are not usable");
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
}
