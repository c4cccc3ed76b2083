package licensing.web.support;

import org.jspecify.annotations.Nullable;

/** What somebody typed into a form. */
final class TypedText {

  private TypedText() {}

  /** Browsers send two characters for a new line, of which records keep one. */
  static String of(@Nullable String sent) {
    return sent == null ? "" : sent.replace("\r\n", "\n").strip();
  }
}
