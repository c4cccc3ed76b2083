package licensing.web.api;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import licensing.reading.Pager.Cursor;
import licensing.reading.Pager.Page;
import licensing.terms.Sha256;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;

/** How lists are leafed through, and how programs notice that nothing has changed. */
public final class Listing {

  /** What a page names as the next. */
  public static final String CURSOR =
      "^after-0-[0-9]{1,16}-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$";

  private static final int TAG_LENGTH = 32;

  private Listing() {}

  /** Null for the first page. */
  public static @Nullable Cursor cursor(@Nullable String text) {
    return text == null ? null : Cursor.parse(text);
  }

  /** Null on the last page. */
  public static @Nullable String next(Page<?> page) {
    return page.next() == null ? null : page.next().toString();
  }

  /**
   * With a mark of all that it says, so that who has it already is told no more than that.
   *
   * @param body a record, whose text has all of it
   */
  public static <T extends Record> ResponseEntity<T> tagged(T body) {
    return ResponseEntity.ok().eTag(Sha256.of(body.toString()).substring(0, TAG_LENGTH)).body(body);
  }

  /** Marks its answers: see {@link #tagged}. */
  @Target(ElementType.METHOD)
  @Retention(RetentionPolicy.RUNTIME)
  public @interface Tagged {}
}
