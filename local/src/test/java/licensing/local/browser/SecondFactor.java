package licensing.local.browser;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import com.google.common.io.BaseEncoding;
import java.security.InvalidKeyException;
import java.time.Instant;
import javax.crypto.spec.SecretKeySpec;

/** What an authenticator application shows. */
final class SecondFactor {

  private SecondFactor() {}

  /**
   * @param secret as the console shows it, without spaces
   */
  static String codeOf(String secret) {
    TimeBasedOneTimePasswordGenerator codes = new TimeBasedOneTimePasswordGenerator();
    var key = new SecretKeySpec(BaseEncoding.base32().decode(secret), codes.getAlgorithm());
    try {
      return codes.generateOneTimePasswordString(key, Instant.now());
    } catch (InvalidKeyException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
