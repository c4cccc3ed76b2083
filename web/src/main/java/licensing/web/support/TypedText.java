package licensing.web.support;

import org.jspecify.annotations.Nullable;

/** What somebody typed into a form. */
public final class TypedText {

  private TypedText() {}

  /** Browsers send two characters for a new line, of which records keep one. */
  public static String of(@Nullable String sent) {
    return sent == null ? "" : sent.replace("\r\n", "\n").strip();
  }
}
