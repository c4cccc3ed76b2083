package licensing.platform.form;

import java.util.List;

/**
 * The pages that may hold the card form.
 *
 * @param allowed origins such as {@code https://console.example}; empty: any loopback origin
 */
public record Origins(List<String> allowed) {
  private static final String LOOPBACK =
      "http://localhost:* http://127.0.0.1:* https://localhost:* https://127.0.0.1:*";

  public Origins {
    allowed = List.copyOf(allowed);
  }

  /** As the directive {@code frame-ancestors} lists them. */
  String listed() {
    return allowed.isEmpty() ? LOOPBACK : String.join(" ", allowed);
  }
}
