package licensing.platform.fault;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wrote about a fault that shall be armed: flat, as a form or a JSON object has it.
 */
public record Details(Map<String, String> fields) {
  private static final double LONGEST_SECONDS = 3600;

  /** It cannot be armed like this; the message is one sentence that says why. */
  public static final class Unarmable extends RuntimeException {
    Unarmable(String sentence) {
      super(sentence, null, false, false);
    }
  }

  Duration seconds() {
    double seconds = number("seconds", 0, LONGEST_SECONDS);
    return Duration.ofMillis(Math.round(seconds * 1000));
  }

  int status() {
    return (int) number("status", 400, 599);
  }

  int times() {
    return text("times") == null ? 1 : (int) number("times", 1, 1_000_000);
  }

  String code() {
    String code = text("code");
    if (code == null || !code.matches("2[0-9]{3}|3000")) {
      throw new Unarmable("\"code\" must be a processor's code: 2000 to 2999, or 3000.");
    }
    return code;
  }

  <E extends Enum<E>> E choice(String name, Class<E> choices) {
    String text = text(name);
    for (E choice : choices.getEnumConstants()) {
      if (label(choice).equals(text)) {
        return choice;
      }
    }
    String all =
        Arrays.stream(choices.getEnumConstants())
            .map(Details::label)
            .collect(Collectors.joining(", "));
    throw new Unarmable("\"" + name + "\" must be one of: " + all + ".");
  }

  double number(String name, double least, double most) {
    String text = text(name);
    if (text != null && text.matches("[0-9]{1,9}(\\.[0-9]{1,9})?")) {
      double number = Double.parseDouble(text);
      if (number >= least && number <= most) {
        return number;
      }
    }
    throw new Unarmable("\"%s\" must be a number from %s to %s.".formatted(name, least, most));
  }

  /** Null if it was left out, or left blank in a form. */
  @Nullable String text(String name) {
    String text = fields.getOrDefault(name, "").strip();
    return text.isEmpty() ? null : text;
  }

  static String label(Enum<?> choice) {
    return choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
