package licensing.payment.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** AES-256-GCM. What is encrypted for one order id does not decrypt for another. */
final class SecretCipher {

  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final SecretKeySpec key;
  private final SecureRandom random = new SecureRandom();

  SecretCipher(PaymentSecretSettings settings) {
    this.key = new SecretKeySpec(settings.bytes(), "AES");
  }

  byte[] encrypt(String orderId, String text) {
    byte[] once = new byte[NONCE_BYTES];
    random.nextBytes(once);
    byte[] encrypted = run(Cipher.ENCRYPT_MODE, once, orderId, text.getBytes(UTF_8));
    return ByteBuffer.allocate(once.length + encrypted.length).put(once).put(encrypted).array();
  }

  /**
   * @throws IllegalStateException when it was encrypted with another key or for another order id
   */
  String decrypt(String orderId, byte[] stored) {
    byte[] once = new byte[NONCE_BYTES];
    byte[] encrypted = new byte[stored.length - NONCE_BYTES];
    ByteBuffer.wrap(stored).get(once).get(encrypted);
    return new String(run(Cipher.DECRYPT_MODE, once, orderId, encrypted), UTF_8);
  }

  private byte[] run(int mode, byte[] once, String orderId, byte[] input) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, once));
      cipher.updateAAD(orderId.getBytes(UTF_8));
      return cipher.doFinal(input);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the payment secret of " + orderId + " is not readable", e);
    }
  }
}
