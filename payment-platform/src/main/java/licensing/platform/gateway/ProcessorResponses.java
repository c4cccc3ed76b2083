package licensing.platform.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The bank's answers by code, as Braintree's reference names them. */
final class ProcessorResponses {
  private static final Properties TEXTS = load();
  private static final Set<String> HARD =
      Set.of(
          "2004", "2005", "2006", "2007", "2008", "2009", "2012", "2013", "2014", "2015", "2017",
          "2018", "2022", "2047");

  private ProcessorResponses() {}

  static String text(String code) {
    return TEXTS.getProperty(code, "Processor Declined");
  }

  /** Null if the processor was never asked. */
  static @Nullable String type(@Nullable String code) {
    if (code == null) {
      return null;
    }
    if (code.startsWith("1")) {
      return "approved";
    }
    return isHard(code) ? "hard_declined" : "soft_declined";
  }

  /** A refusal that will not change by trying again. */
  static boolean isHard(String code) {
    return HARD.contains(code);
  }

  private static Properties load() {
    String name = "/licensing/platform/processor-responses.properties";
    try (InputStream file = ProcessorResponses.class.getResourceAsStream(name)) {
      Properties texts = new Properties();
      texts.load(file);
      return texts;
    } catch (IOException missing) {
      throw new IllegalStateException(missing);
    }
  }
}
