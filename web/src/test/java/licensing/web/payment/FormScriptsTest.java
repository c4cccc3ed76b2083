package licensing.web.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import licensing.payment.braintree.PaymentForms.PaymentForm;
import licensing.web.payment.FormScripts.Script;
import org.junit.jupiter.api.Test;

/**
 * The scripts of the payment page are the ones that were looked at, and the documents list them
 * all.
 */
class FormScriptsTest {

  private static final Path INVENTORY = Path.of("../docs/payment-page-scripts.md");

  /** Ours, and the page's template, which names whatever it loads. */
  private static final Path TEMPLATES = Path.of("src/main/resources/templates");

  private static final List<Script> ALL =
      FormScripts.of(new PaymentForm("token", null, true, true, List.of()));

  @Test
  void haveTheHashesTheyAreLoadedBy() throws Exception {
    for (Script script : ALL) {
      assertThat(script.integrity()).isEqualTo(integrity(bytes(script.path())));
    }
  }

  @Test
  void areOfTheVersionThatTheInventoryNames() throws Exception {
    for (Script script : ALL) {
      assertThat(new String(bytes(script.path()), StandardCharsets.UTF_8))
          .contains("VERSION = \"3.144.0\"");
    }
    assertThat(Files.readString(INVENTORY)).contains("braintree-web 3.144.0");
  }

  @Test
  void areLoadedAsFarAsTheyAreNeeded() {
    assertThat(FormScripts.of(new PaymentForm("token", null, false, false, List.of())))
        .extracting(Script::path)
        .containsExactly("/braintree-client.js", "/braintree-hosted-fields.js");
    assertThat(ALL)
        .extracting(Script::path)
        .containsExactly(
            "/braintree-client.js",
            "/braintree-hosted-fields.js",
            "/braintree-three-d-secure.js",
            "/braintree-data-collector.js");
  }

  /** PCI DSS 4.0.1, 6.4.3: each script of the payment page is authorized, with its reason. */
  @Test
  void areAllInTheInventory() throws IOException {
    List<String> listed =
        Pattern.compile("(?m)^\\| `/([a-z.-]+\\.js)` \\| (?:\\S[^|]{20,})\\|")
            .matcher(Files.readString(INVENTORY))
            .results()
            .map(row -> row.group(1))
            .toList();
    String templates =
        Files.readString(TEMPLATES.resolve("layout.html"))
            + Files.readString(TEMPLATES.resolve("payment/payment.html"));
    List<String> ours =
        Pattern.compile("<script[^>]*th:src=\"@\\{/([a-z.-]+\\.js)}\"")
            .matcher(templates)
            .results()
            .map(tag -> tag.group(1))
            .toList();
    List<String> theirs = ALL.stream().map(script -> script.path().substring(1)).toList();

    assertThat(ours).hasSize(2);
    assertThat(listed).containsAll(ours).containsAll(theirs).hasSize(ours.size() + theirs.size());
  }

  private static byte[] bytes(String path) throws IOException {
    try (InputStream file = FormScriptsTest.class.getResourceAsStream("/static" + path)) {
      assertThat(file).as(path).isNotNull();
      return file.readAllBytes();
    }
  }

  private static String integrity(byte[] file) throws NoSuchAlgorithmException {
    byte[] hash = MessageDigest.getInstance("SHA-384").digest(file);
    return "sha384-" + Base64.getEncoder().encodeToString(hash);
  }
}
