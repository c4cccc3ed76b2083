package licensing.web.support.list;

import jakarta.servlet.http.HttpServletResponse;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;

/** Lines of a table as RFC 4180 writes them, for spreadsheets to open. */
public final class Csv {

  /** What makes a formula of a cell: names are chosen by buyers. */
  private static final Pattern FORMULA = Pattern.compile("(?s)[=+\\-@\\t\\r\\n＝＋－＠].*");

  private static final Pattern TO_BE_QUOTED = Pattern.compile("(?s).*[\",\\r\\n].*");

  private Csv() {}

  /** Has the browser keep what follows as a file of that name. */
  public static void describe(HttpServletResponse response, String file) {
    response.setContentType("text/csv;charset=UTF-8;header=present");
    response.setHeader(
        HttpHeaders.CONTENT_DISPOSITION,
        ContentDisposition.attachment().filename(file).build().toString());
  }

  public static String line(@Nullable Object... cells) {
    return Stream.of(cells).map(Csv::cell).collect(Collectors.joining(",", "", "\r\n"));
  }

  private static String cell(@Nullable Object value) {
    String text = value == null ? "" : value.toString();
    String harmless = FORMULA.matcher(text).matches() ? "'" + text : text;
    return TO_BE_QUOTED.matcher(harmless).matches()
        ? "\"" + harmless.replace("\"", "\"\"") + "\""
        : harmless;
  }
}
