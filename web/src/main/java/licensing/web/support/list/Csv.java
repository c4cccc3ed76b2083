package licensing.web.support.list;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import licensing.reading.Pager.Cursor;
import licensing.reading.Pager.Page;
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
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private Csv() {}

  /** Has the browser keep what follows as a file of that name. */
  public static void describe(HttpServletResponse response, String file) {
    response.setContentType("text/csv;charset=UTF-8;header=present");
    response.setHeader(
        HttpHeaders.CONTENT_DISPOSITION,
        ContentDisposition.attachment().filename(file).build().toString());
  }

  /**
   * A list as a file, page by page, so that no connection is held while somebody's network is slow.
   *
   * @param read a page of a list whose order lasts: what is added meanwhile comes before, or after
   *     all that is left; null for the first
   * @param most after as many lines no further page is read
   * @return how many lines there are below the header
   */
  public static <T> int write(
      HttpServletResponse response,
      String header,
      Function<@Nullable Cursor, Page<T>> read,
      Function<T, String> line,
      int most)
      throws IOException {
    int lines = 0;
    Writer file = new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8);
    file.append(BYTE_ORDER_MARK).write(header);
    @Nullable Cursor next = null;
    do {
      Page<T> found = read.apply(next);
      if (isBegunAnew(next, found)) {
        break;
      }
      for (T entry : found.entries()) {
        file.write(line.apply(entry));
      }
      file.flush();
      lines += found.entries().size();
      next = found.next();
    } while (next != null && lines < most);
    return lines;
  }

  /** A list that has nothing more at a place is answered from its beginning. */
  private static boolean isBegunAnew(@Nullable Cursor from, Page<?> found) {
    return from != null && found.previous() == null;
  }

  public static String line(@Nullable Object... cells) {
    return Stream.of(cells).map(Csv::cell).collect(Collectors.joining(",", "", "\r\n"));
  }

  private static String cell(@Nullable Object value) {
    if (value instanceof BigDecimal number) {
      // Below zero it begins as a formula does, and is none.
      return number.toPlainString();
    }
    String text = value == null ? "" : value.toString();
    String harmless = FORMULA.matcher(text).replaceAll("'");
    return PLAIN.matcher(harmless).matches()
        ? harmless
        : "\"" + harmless.replace("\"", "\"\"") + "\"";
  }
}
