package licensing.web.security;

/** Text from outside, as it may stand in a log: one line, nothing that a terminal would obey. */
public final class LogText {

  private static final int LONGEST = 200;

  private LogText() {}

  public static String of(String text) {
    String head = text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
    return head.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]", "?");
  }
}
