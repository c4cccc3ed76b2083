package licensing.web.security;

/** Text from outside, as it may stand in a log: one line, nothing that a terminal would obey. */
public final class LogText {

  private static final int LONGEST = 200;

  private LogText() {}

  public static String of(String text) {
    return of(text, LONGEST);
  }

  static String of(String text, int longest) {
    String head = text.length() <= longest ? text : text.substring(0, longest) + "...";
    return head.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]", "?");
  }
}
