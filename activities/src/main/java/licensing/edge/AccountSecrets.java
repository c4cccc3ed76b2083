package licensing.edge;

import com.google.crypto.tink.Aead;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import licensing.buyer.Buyer.UserId;
import licensing.keys.SharedKeys;
import licensing.payment.jdbc.PaymentSecrets.PaymentSecretSettings;
import org.springframework.stereotype.Component;

/**
 * Secrets of users, as the database or a browser may keep them: encrypted with the keys of payment
 * secrets. What is encrypted for one user or purpose does not decrypt for another, nor as a payment
 * secret.
 */
@Component
public final class AccountSecrets {

  private final Aead aead;

  public AccountSecrets(PaymentSecretSettings settings) {
    this.aead = settings.aead();
  }

  public byte[] encrypted(UserId user, byte[] secret) {
    try {
      return aead.encrypt(secret, purpose(user));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a secret of user " + user + " is not kept", e);
    }
  }

  /**
   * @throws IllegalStateException when none of the keys is the one it was encrypted with
   */
  public byte[] decrypted(UserId user, byte[] stored) {
    try {
      return aead.decrypt(stored, purpose(user));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a secret of user " + user + " is not readable", e);
    }
  }

  /**
   * With the first of the keys, so that an older one is needed no more; empty where it was
   * encrypted with that one.
   *
   * @throws IllegalStateException when none of the keys is the one it was encrypted with
   */
  public Optional<byte[]> encryptedAnew(UserId user, byte[] stored) {
    byte[] anew = encrypted(user, decrypted(user, stored));
    return Arrays.equals(stored, 0, SharedKeys.PREFIX_BYTES, anew, 0, SharedKeys.PREFIX_BYTES)
        ? Optional.empty()
        : Optional.of(anew);
  }

  /** In characters that a cookie may have. */
  public String sealed(String purpose, String text) {
    try {
      byte[] sealed = aead.encrypt(text.getBytes(StandardCharsets.UTF_8), purpose(purpose));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("nothing is sealed for " + purpose, e);
    }
  }

  /** Empty for what was not sealed for the purpose, or with none of the keys. */
  public Optional<String> opened(String purpose, String sealed) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(sealed);
      return Optional.of(new String(aead.decrypt(bytes, purpose(purpose)), StandardCharsets.UTF_8));
    } catch (GeneralSecurityException | IllegalArgumentException notOurs) {
      return Optional.empty();
    }
  }

  private static byte[] purpose(UserId user) {
    return ("account of " + user).getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] purpose(String ofBrowsers) {
    return ("kept by a browser: " + ofBrowsers).getBytes(StandardCharsets.UTF_8);
  }
}
