package licensing.webhook.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.crypto.tink.Aead;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import licensing.keys.SharedKeys;
import licensing.payment.jdbc.PaymentSecrets.PaymentSecretSettings;

/**
 * Secrets of endpoints, as the database keeps them: encrypted with the keys of payment secrets.
 * What is encrypted for one endpoint does not decrypt for another.
 */
public final class WebhookSecrets {

  private static final String PREFIX = "whsec_";
  private static final int BYTES = 32;

  private final Aead aead;
  private final SecureRandom random = new SecureRandom();

  public WebhookSecrets(PaymentSecretSettings settings) {
    this.aead = settings.aead();
  }

  public byte[] next() {
    byte[] secret = new byte[BYTES];
    random.nextBytes(secret);
    return secret;
  }

  /** As receivers are given it, and as the libraries of the scheme take it. */
  public static String text(byte[] secret) {
    return PREFIX + Base64.getEncoder().encodeToString(secret);
  }

  public byte[] encrypted(UUID endpoint, byte[] secret) {
    try {
      return aead.encrypt(secret, purpose(endpoint));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the secret of endpoint " + endpoint + " is not kept", e);
    }
  }

  /**
   * @throws IllegalStateException when none of the keys is the one it was encrypted with
   */
  byte[] decrypted(UUID endpoint, byte[] stored) {
    try {
      return aead.decrypt(stored, purpose(endpoint));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the secret of endpoint " + endpoint + " is not readable", e);
    }
  }

  /** With the first of the keys; empty where it was encrypted with that one. */
  Optional<byte[]> encryptedAnew(UUID endpoint, byte[] stored) {
    byte[] anew = encrypted(endpoint, decrypted(endpoint, stored));
    return Arrays.equals(stored, 0, SharedKeys.PREFIX_BYTES, anew, 0, SharedKeys.PREFIX_BYTES)
        ? Optional.empty()
        : Optional.of(anew);
  }

  private static byte[] purpose(UUID endpoint) {
    return ("webhook endpoint " + endpoint).getBytes(UTF_8);
  }
}
