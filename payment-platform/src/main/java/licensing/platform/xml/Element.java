package licensing.platform.xml;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An element of a request. The SDKs mix {@code camelCase}, {@code kebab-case} and {@code
 * snake_case}, so names are compared without case, {@code -} and {@code _}.
 */
public record Element(String name, String text, List<Element> children) {
  public Element {
    children = List.copyOf(children);
  }

  /** Its name without case, {@code -} and {@code _}. */
  public String plainName() {
    return plain(name);
  }

  public Optional<Element> child(String wanted) {
    return children.stream().filter(child -> child.is(wanted)).findFirst();
  }

  public boolean is(String wanted) {
    return plainName().equals(plain(wanted));
  }

  /** The trimmed text at a path such as {@code options/submit-for-settlement}; null if blank. */
  public @Nullable String text(String path) {
    Element at = this;
    for (String step : path.split("/")) {
      Optional<Element> next = at.child(step);
      if (next.isEmpty()) {
        return null;
      }
      at = next.get();
    }
    return at.text.isBlank() ? null : at.text.strip();
  }

  public boolean isTrue(String path) {
    return "true".equals(text(path));
  }

  private static String plain(String name) {
    return name.replaceAll("[-_]", "").toLowerCase(Locale.ROOT);
  }
}
