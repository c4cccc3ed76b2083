package licensing.platform.form;

import java.util.List;
import java.util.regex.Pattern;

/**
 * The pages that may hold the card form.
 *
 * @param allowed origins such as {@code https://console.example}; empty: any loopback origin
 */
public record Origins(List<String> allowed) {
  private static final Pattern LOOPBACK =
      Pattern.compile("https?://(localhost|127\\.0\\.0\\.1)(:[0-9]{1,5})?");

  public Origins {
    allowed = List.copyOf(allowed);
  }

  boolean contains(String origin) {
    return allowed.isEmpty() ? LOOPBACK.matcher(origin).matches() : allowed.contains(origin);
  }
}
