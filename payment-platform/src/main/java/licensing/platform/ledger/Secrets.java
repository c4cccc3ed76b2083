package licensing.platform.ledger;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Keyed digests and fresh random ids. */
public final class Secrets {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String SIGNS = "0123456789abcdefghjkmnpqrstvwxyz";

  private final SecretKeySpec key;

  public Secrets(String key) {
    this.key = new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
  }

  /** The purpose keeps a digest made for one thing from being taken for another. */
  public String digest(String purpose, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      byte[] input = (purpose + '\0' + text).getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(mac.doFinal(input));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Random signs, five bits each. */
  public static String random(int signs) {
    StringBuilder id = new StringBuilder();
    for (int i = 0; i < signs; i++) {
      id.append(SIGNS.charAt(RANDOM.nextInt(SIGNS.length())));
    }
    return id.toString();
  }
}
