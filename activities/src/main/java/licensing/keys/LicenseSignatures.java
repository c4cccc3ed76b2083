package licensing.keys;

import com.google.crypto.tink.subtle.Ed25519Sign;
import com.google.crypto.tink.subtle.Ed25519Verify;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * By what software knows a license for ours, also where it reaches nobody to ask. Ed25519 signs the
 * same text with the same bytes, however often.
 */
public final class LicenseSignatures {

  private final @Nullable Ed25519Sign first;
  private final List<PublicKey> publicKeys;

  public LicenseSignatures(LicenseSigningKeys keys) {
    var known = new ArrayList<PublicKey>();
    Ed25519Sign signing = null;
    for (byte[] seed : keys.seeds()) {
      try {
        Ed25519Sign.KeyPair pair = Ed25519Sign.KeyPair.newKeyPairFromSeed(seed);
        signing = signing == null ? new Ed25519Sign(pair.getPrivateKey()) : signing;
        known.add(PublicKey.of(pair.getPublicKey()));
      } catch (GeneralSecurityException e) {
        // Its message may say what of a key is wrong, which no log may keep.
        throw new IllegalStateException("the key of licenses is not usable");
      }
    }
    keys.publicBytes().stream().map(PublicKey::of).forEach(known::add);
    first = signing;
    publicKeys = known.stream().distinct().toList();
  }

  /** Whether a key is set: else no license has a file, and nobody checks its key. */
  public boolean areMade() {
    return first != null;
  }

  /**
   * 64 bytes, by the first key.
   *
   * @throws IllegalStateException where none is set
   */
  public byte[] sign(byte[] text) {
    if (first == null) {
      throw new IllegalStateException("LICENSE_SIGNING_KEY is not set");
    }
    try {
      return first.sign(text);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the key of licenses is not usable");
    }
  }

  /** Whether one of the keys, whichever, has signed the text. */
  public boolean areOf(byte[] text, byte[] signature) {
    return publicKeys.stream().anyMatch(key -> key.hasSigned(text, signature));
  }

  /** By one of which any license of ours verifies; the one that signs first. */
  public List<PublicKey> publicKeys() {
    return publicKeys;
  }

  /**
   * A key that everybody may know.
   *
   * @param id the first eight bytes of its SHA-256, in hexadecimal digits
   * @param hex its 32 bytes, as the clients of license servers take it
   */
  public record PublicKey(String id, String hex) {

    /** What an Ed25519 key begins with in the form of a certificate's key (RFC 8410). */
    private static final byte[] BEFORE = HexFormat.of().parseHex("302a300506032b6570032100");

    private static PublicKey of(byte[] bytes) {
      try {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
        HexFormat hex = HexFormat.of();
        return new PublicKey(hex.formatHex(digest, 0, 8), hex.formatHex(bytes));
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("every Java platform has SHA-256", e);
      }
    }

    private boolean hasSigned(byte[] text, byte[] signature) {
      try {
        new Ed25519Verify(HexFormat.of().parseHex(hex)).verify(signature, text);
        return true;
      } catch (GeneralSecurityException e) {
        return false;
      }
    }

    /** As OpenSSL reads it. */
    public String pem() {
      byte[] encoded = Arrays.copyOf(BEFORE, BEFORE.length + 32);
      System.arraycopy(HexFormat.of().parseHex(hex), 0, encoded, BEFORE.length, 32);
      return "-----BEGIN PUBLIC KEY-----\n%s\n-----END PUBLIC KEY-----\n"
          .formatted(Base64.getEncoder().encodeToString(encoded));
    }
  }

  /**
   * Keys of Ed25519 (RFC 8032).
   *
   * @param signingKeys each 32 random bytes in base64, of which the first one signs; none, and no
   *     license can be checked
   * @param publicKeys each 32 bytes in base64, of keys that sign no more: what they signed is known
   */
  @ConfigurationProperties("licenses")
  public record LicenseSigningKeys(
      @DefaultValue List<String> signingKeys, @DefaultValue List<String> publicKeys) {

    public LicenseSigningKeys {
      bytes("LICENSE_SIGNING_KEY", signingKeys);
      bytes("LICENSE_PUBLIC_KEYS", publicKeys);
    }

    List<byte[]> seeds() {
      return bytes("LICENSE_SIGNING_KEY", signingKeys);
    }

    List<byte[]> publicBytes() {
      return bytes("LICENSE_PUBLIC_KEYS", publicKeys);
    }

    private static List<byte[]> bytes(String variable, List<String> keys) {
      return keys.isEmpty() ? List.of() : SharedKeys.of(variable, keys).bytes();
    }

    @Override
    public String toString() {
      return "LicenseSigningKeys[...]";
    }
  }
}
