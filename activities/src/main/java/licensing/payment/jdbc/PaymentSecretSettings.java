package licensing.payment.jdbc;

import java.util.Base64;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How payment secrets are kept.
 *
 * @param key 32 random bytes in base64; the same for all programs
 */
@ConfigurationProperties("payment-secrets")
public record PaymentSecretSettings(@DefaultValue("") String key) {

  public PaymentSecretSettings {
    if (bytes(key).length != 32) {
      throw new IllegalArgumentException(
          "PAYMENT_SECRET_KEY must be 32 bytes in base64, as from: openssl rand -base64 32");
    }
  }

  byte[] bytes() {
    return bytes(key);
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
