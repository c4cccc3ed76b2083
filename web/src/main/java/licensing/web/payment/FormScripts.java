package licensing.web.payment;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import licensing.payment.braintree.PaymentForms.PaymentForm;

/**
 * The scripts of the platform that the payment page loads: files of its npm package, which is meant
 * to be served by a merchant's own site. Each is loaded by the hash that was computed from that
 * package, so that no other script can take its place unnoticed.
 */
final class FormScripts {

  private static final Properties HASHES = hashes();

  private FormScripts() {}

  /**
   * @param path on the console
   * @param integrity subresource integrity, such as "sha384-..."
   */
  record Script(String path, String integrity) {}

  /** In the order in which they need each other. */
  static List<Script> of(PaymentForm form) {
    return Stream.of(
            Stream.of("client", "hosted-fields"),
            form.threeDSecure() ? Stream.of("three-d-secure") : Stream.<String>empty(),
            form.deviceData() ? Stream.of("data-collector") : Stream.<String>empty())
        .flatMap(names -> names)
        .map(FormScripts::script)
        .toList();
  }

  private static Script script(String name) {
    String file = "braintree-" + name + ".js";
    String integrity = HASHES.getProperty(file);
    if (integrity == null) {
      throw new IllegalStateException("no hash of " + file);
    }
    return new Script("/" + file, integrity);
  }

  private static Properties hashes() {
    try (InputStream file = FormScripts.class.getResourceAsStream("form-scripts.properties")) {
      if (file == null) {
        throw new IllegalStateException("the hashes of the form's scripts are missing");
      }
      Properties hashes = new Properties();
      hashes.load(file);
      return hashes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
