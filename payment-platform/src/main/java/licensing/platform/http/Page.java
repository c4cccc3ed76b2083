package licensing.platform.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;

/** A page for people: a template of the jar, without scripts, and for no other site's frame. */
public final class Page {
  private final String template;

  public Page(String name) {
    this.template = resource(name);
  }

  /**
   * @param fill puts the content into the template
   */
  public Answer show(int status, UnaryOperator<String> fill) {
    return Answer.of(status, "text/html; charset=utf-8", fill.apply(template))
        .with(
            "Content-Security-Policy",
            "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none';"
                + " frame-ancestors 'none'")
        .with("Referrer-Policy", "same-origin")
        .with("Cache-Control", "no-store");
  }

  /** A text file of the jar. */
  public static String resource(String name) {
    try (InputStream file = Page.class.getResourceAsStream("/licensing/platform/" + name)) {
      if (file == null) {
        throw new IllegalStateException(name + " is missing");
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
