package licensing.webhook.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The headers of the Standard Webhooks scheme: who has one of the secrets knows by them who sent
 * the message, and when.
 */
final class WebhookSignature {

  private static final String HMAC = "HmacSHA256";

  private WebhookSignature() {}

  /**
   * @param message names it, the same for each repetition
   * @param secrets the newest first: one signature each, on one line with one blank between
   */
  static Map<String, String> headers(
      String message, Instant now, String payload, List<byte[]> secrets) {
    String timestamp = Long.toString(now.getEpochSecond());
    String content = message + "." + timestamp + "." + payload;
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("webhook-id", message);
    headers.put("webhook-timestamp", timestamp);
    headers.put(
        "webhook-signature",
        secrets.stream()
            .map(secret -> "v1," + signature(secret, content))
            .collect(Collectors.joining(" ")));
    return headers;
  }

  private static String signature(byte[] secret, String content) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(secret, HMAC));
      return Base64.getEncoder().encodeToString(mac.doFinal(content.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("nothing is signed", e);
    }
  }
}
