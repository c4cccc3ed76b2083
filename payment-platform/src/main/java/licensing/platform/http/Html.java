package licensing.platform.http;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Text into HTML. */
public final class Html {
  private Html() {}

  public static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  /** A cell of a table; empty for what is not there. */
  public static String cell(@Nullable String text) {
    return "<td>" + (text == null ? "" : escape(text)) + "</td>";
  }

  /** The rows of a table, or one that says that there are none. */
  public static <T> String rows(List<T> items, Function<T, String> row, int columns) {
    return items.isEmpty()
        ? "<tr><td colspan=\"" + columns + "\">None yet.</td></tr>"
        : items.stream().map(row).collect(Collectors.joining("\n"));
  }
}
