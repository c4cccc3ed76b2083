package licensing.web.security;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import licensing.web.ConsoleSettings.UnsafeSetting;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.stereotype.Component;

/** Signs short texts that browsers keep for us, so that they are known again as ours. */
@Component
public final class Signatures {

  private static final String ALGORITHM = "HmacSHA256";

  /** The first one signs, every one is recognised. */
  private final List<SecretKeySpec> keys;

  public Signatures(FormSettings settings) {
    this.keys = settings.keys().stream().map(key -> new SecretKeySpec(key, ALGORITHM)).toList();
  }

  /**
   * @param purpose for which alone the signature is good
   */
  public String of(String purpose, String text) {
    return mac(keys.getFirst(), purpose, text);
  }

  /** Whether that is a signature of the text, for the purpose. */
  public boolean isOf(String purpose, String text, String signature) {
    byte[] given = bytes(signature);
    return keys.stream()
        .anyMatch(key -> MessageDigest.isEqual(bytes(mac(key, purpose, text)), given));
  }

  /** The text with its signature behind it. */
  public String sign(String purpose, String text) {
    return text + "." + of(purpose, text);
  }

  /** The text that was signed for the purpose; empty where it was not. */
  public Optional<String> signed(String purpose, String signed) {
    int dot = signed.lastIndexOf('.');
    return dot >= 0 && isOf(purpose, signed.substring(0, dot), signed.substring(dot + 1))
        ? Optional.of(signed.substring(0, dot))
        : Optional.empty();
  }

  private static String mac(SecretKeySpec key, String purpose, String text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      byte[] digest = mac.doFinal(bytes(purpose + "\n" + text));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /**
   * @param signingKey FORM_SIGNING_KEY: 32 bytes in Base64, the same on every instance; or several
   *     with commas between, of which the first one signs, and every one is recognised
   */
  @ConfigurationProperties("forms")
  public record FormSettings(String signingKey) {

    public FormSettings {
      if (keys(signingKey).stream().anyMatch(key -> key.length < 32)) {
        throw new UnsafeSetting("FORM_SIGNING_KEY must be 32 random bytes in Base64, each");
      }
    }

    public List<byte[]> keys() {
      return keys(signingKey);
    }

    @Override
    public String toString() {
      return "FormSettings[]";
    }

    private static List<byte[]> keys(String listed) {
      return Stream.of(listed.split(",", -1)).map(FormSettings::decoded).toList();
    }

    private static byte[] decoded(String key) {
      try {
        return Base64.getDecoder().decode(key.strip());
      } catch (IllegalArgumentException e) {
        throw new UnsafeSetting("FORM_SIGNING_KEY must be Base64");
      }
    }
  }
}
