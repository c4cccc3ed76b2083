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

  /**
   * What makes a formula of a cell, where it begins. Where lists are separated by another character
   * than ours, a cell may begin after that too, or after the end of a line: names are chosen by
   * people.
   */
  private static final Pattern FORMULA =
      Pattern.compile("(?<=^|[;|\\t\\r\\n])(?=\\h*[=+\\-@＝＋－＠])|^(?=[\\t\\r\\n])");

  /** Ids, numbers, times and plain words are left as they are; all other text is quoted. */
  private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N} .:/_%?=&-]*");

  /** Without it spreadsheets take UTF-8 for something else. */
  public static final char BYTE_ORDER_MARK = '\uFEFF';

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
    String harmless = FORMULA.matcher(text).replaceAll("'");
    return PLAIN.matcher(harmless).matches()
        ? harmless
        : "\"" + harmless.replace("\"", "\"\"") + "\"";
  }
}
