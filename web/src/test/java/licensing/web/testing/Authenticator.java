package licensing.web.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.eatthepath.otp.HmacOneTimePasswordGenerator;
import com.google.common.io.BaseEncoding;
import java.security.InvalidKeyException;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Pattern;
import javax.crypto.spec.SecretKeySpec;

/** What the application on a phone does (RFC 6238). */
public final class Authenticator {

  private static final Pattern SECRET = Pattern.compile("<code id=\"secret\">([A-Z2-7 ]+)</code>");

  private Authenticator() {}

  /** Sets up a second factor for whoever has logged in there, and gives its secret. */
  public static String enrol(Browser browser) {
    String secret = secretOn(browser.get("/login/enrol").body());
    var done = browser.post("/login/enrol", Map.of("code", codeOf(secret, 0)));
    assertThat(done.statusCode()).isEqualTo(200);
    return secret;
  }

  public static String secretOn(String page) {
    var found = SECRET.matcher(page);
    assertThat(found.find()).as(page).isTrue();
    return found.group(1).replace(" ", "");
  }

  public static String codeOf(String secret, int periodsFromNow) {
    var key = new SecretKeySpec(BaseEncoding.base32().decode(secret), "HmacSHA1");
    long period = Instant.now().getEpochSecond() / 30 + periodsFromNow;
    try {
      return new HmacOneTimePasswordGenerator().generateOneTimePasswordString(key, period);
    } catch (InvalidKeyException e) {
      throw new IllegalStateException(e);
    }
  }
}
