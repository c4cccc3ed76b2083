package licensing.edge;

import com.google.crypto.tink.Aead;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import licensing.buyer.Buyer.UserId;
import licensing.payment.jdbc.PaymentSecrets.PaymentSecretSettings;
import org.springframework.stereotype.Component;

/**
 * Secrets of users, as the database may keep them: encrypted with the keys of payment secrets. What
 * is encrypted for one user does not decrypt for another, nor as a payment secret.
 */
@Component
public final class AccountSecrets {

  private final Aead aead;

  AccountSecrets(PaymentSecretSettings settings) {
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

  private static byte[] purpose(UserId user) {
    return ("account of " + user).getBytes(StandardCharsets.UTF_8);
  }
}
