package licensing.web.process;

import licensing.purchase.message.Subscribe;
import licensing.purchase.message.SupportCommand;
import licensing.terms.Sha256;

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
    return Sha256.of(content).substring(0, 32);
  }
}
