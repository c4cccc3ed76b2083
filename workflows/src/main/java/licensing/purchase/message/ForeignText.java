package licensing.purchase.message;

/**
 * What people and the payment platform write: which of it is kept, and how it is shown to others.
 */
public final class ForeignText {

  private static final char ZERO_WIDTH_NON_JOINER = '\u200c';
  private static final char ZERO_WIDTH_JOINER = '\u200d';

  private ForeignText() {}

  /**
   * Whether it says something that records can keep, and that reads as what it is: no control
   * characters but new lines, nothing that turns the direction of what follows or is not seen. Some
   * scripts and emoji need the two joiners.
   *
   * @param longest in UTF-16 units
   */
  public static boolean isKept(String text, int longest) {
    return !text.isBlank()
        && text.length() <= longest
        && text.codePoints().allMatch(ForeignText::isReadable);
  }

  private static boolean isReadable(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL -> character == '\n';
      case Character.FORMAT -> character == ZERO_WIDTH_NON_JOINER || character == ZERO_WIDTH_JOINER;
      case Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
      default -> true;
    };
  }

  /**
   * In one line of Markdown, in which nothing is taken for markup or an address: renderers look for
   * bare addresses in what is left once the markup is read, so that a backslash does not help.
   */
  public static String inMarkdown(String text) {
    return text.replaceAll("\\s+", " ")
        .replaceAll("[\\\\`*_\\[\\]<>#!|~]", "\\\\$0")
        .replaceAll("(?i)(?<=:)(?=//)|(?<=www)(?=\\.)|(?<=@)", "" + ZERO_WIDTH_NON_JOINER);
  }
}
