package licensing.web.purchase;

import java.util.Base64;
import licensing.web.UnsafeSetting;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * @param signingKey FORM_SIGNING_KEY: 32 bytes in Base64, the same on every instance
 */
@ConfigurationProperties("forms")
record FormSettings(String signingKey) {

  FormSettings {
    if (decoded(signingKey).length < 32) {
      throw new UnsafeSetting("FORM_SIGNING_KEY must be 32 random bytes in Base64");
    }
  }

  byte[] key() {
    return decoded(signingKey);
  }

  @Override
  public String toString() {
    return "FormSettings[]";
  }

  private static byte[] decoded(String key) {
    try {
      return Base64.getDecoder().decode(key);
    } catch (IllegalArgumentException e) {
      throw new UnsafeSetting("FORM_SIGNING_KEY must be Base64");
    }
  }
}
