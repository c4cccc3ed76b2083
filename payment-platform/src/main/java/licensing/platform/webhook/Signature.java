package licensing.platform.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import licensing.platform.ledger.Merchant;

/** {@code publicKey|hex(HMAC-SHA1(SHA1(privateKey), payload))}, as the SDK verifies it. */
record Signature(String publicKey, String privateKey) {

  static Signature by(Merchant merchant) {
    return new Signature(merchant.publicKey(), merchant.privateKey());
  }

  String of(String payload) {
    try {
      MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
      byte[] key = sha1.digest(privateKey.getBytes(StandardCharsets.UTF_8));
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(key, "HmacSHA1"));
      byte[] digest = mac.doFinal(payload.getBytes(StandardCharsets.UTF_8));
      return publicKey + '|' + HexFormat.of().formatHex(digest);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Without the keys: records are printed in logs. */
  @Override
  public String toString() {
    return "Signature[hidden]";
  }
}
