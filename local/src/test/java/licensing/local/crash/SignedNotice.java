package licensing.local.crash;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import licensing.local.LocalStack;
import licensing.local.buyer.Page;

/** A notification as the platform would send it. */
record SignedNotice(String signature, String payload) {

  static final String ADDRESS = "/webhooks/payment-platform";

  /**
   * The platform's own trial notification.
   *
   * @param at of whole seconds; what has another time is another notification
   */
  static SignedNotice check(LocalStack stack, Instant at) {
    String xml =
        "<notification><kind>check</kind><timestamp type=\"datetime\">%s</timestamp>".formatted(at)
            + "<subject><check type=\"boolean\">true</check></subject></notification>";
    String payload =
        Base64.getMimeEncoder(60, new byte[] {'\n'})
                .encodeToString(xml.getBytes(StandardCharsets.UTF_8))
            + '\n';
    String key = stack.get("BRAINTREE_PUBLIC_KEY");
    return new SignedNotice(key + '|' + code(stack.get("BRAINTREE_PRIVATE_KEY"), payload), payload);
  }

  /** What a console answers, reached from where nobody has logged in. */
  Page deliveredTo(Scene scene) {
    Map<String, String> fields = Map.of("bt_signature", signature, "bt_payload", payload);
    return scene.browserOf(scene.console()).post(ADDRESS, fields);
  }

  private static String code(String privateKey, String payload) {
    try {
      MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
      byte[] key = sha1.digest(privateKey.getBytes(StandardCharsets.UTF_8));
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(key, "HmacSHA1"));
      return HexFormat.of().formatHex(mac.doFinal(payload.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
