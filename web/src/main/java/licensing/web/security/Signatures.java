package licensing.web.security;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import licensing.web.purchase.SignedForms.FormSettings;
import org.springframework.stereotype.Component;

/** Signs short texts that browsers keep for us, so that they are known again as ours. */
@Component
public final class Signatures {

  private static final String ALGORITHM = "HmacSHA256";

  /** The first one signs, every one is recognised. */
  private final List<SecretKeySpec> keys;

  Signatures(FormSettings settings) {
    this.keys = settings.keys().stream().map(key -> new SecretKeySpec(key, ALGORITHM)).toList();
  }

  /**
   * @param purpose for which alone the signature is good
   * @param text without a dot
   */
  public String sign(String purpose, String text) {
    return text + "." + mac(keys.getFirst(), purpose, text);
  }

  /** The text that was signed for the purpose; empty where it was not. */
  public Optional<String> signed(String purpose, String signed) {
    int dot = signed.lastIndexOf('.');
    if (dot < 0) {
      return Optional.empty();
    }
    String text = signed.substring(0, dot);
    byte[] given = bytes(signed.substring(dot + 1));
    return keys.stream()
            .anyMatch(key -> MessageDigest.isEqual(bytes(mac(key, purpose, text)), given))
        ? Optional.of(text)
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
}
