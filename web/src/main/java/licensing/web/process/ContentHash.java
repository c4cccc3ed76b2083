package licensing.web.process;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import licensing.purchase.message.Subscribe;
import licensing.purchase.message.SupportCommand;

/**
 * Names what is asked for by its content, so that the same content gets the same answer and no
 * other.
 */
final class ContentHash {

  private ContentHash() {}

  /** Without the time of the click, which differs between a click and its repetition. */
  static String of(Subscribe order) {
    var content =
        String.join(
            "\n",
            order.buyer().toString(),
            order.offer().toString(),
            Integer.toString(order.quantity()),
            Boolean.toString(order.autoRenew()),
            order.consent().termsVersion().toString(),
            order.consent().textHash());
    return shortened(content);
  }

  static String of(SupportCommand command) {
    return shortened(command.toString());
  }

  private static String shortened(String content) {
    return HexFormat.of().formatHex(sha256(content), 0, 16);
  }

  private static byte[] sha256(String content) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
