package licensing.purchase;

import static licensing.purchase.Refusal.REASON_MISSING;

/**
 * What a support person asks of a purchase.
 *
 * @param operator login name of the support person
 * @param reason in their words, not empty
 * @param versionSeen the version of the purchase on the page they acted from
 */
public record SupportRequest(String operator, String reason, long versionSeen) {

  /** In characters; of a note, which is its reason, more. */
  public static final int LONGEST_REASON = 500;

  public static final int LONGEST_NOTE = 2000;

  /** Refuses what names no operator, gives no reason, or cannot be kept. */
  public void mustBeExplained() {
    mustBeSigned(LONGEST_REASON);
  }

  public void mustBeNote() {
    mustBeSigned(LONGEST_NOTE);
  }

  private void mustBeSigned(int longest) {
    Rules.refuseIf(
        operator.isBlank()
            || reason.isBlank()
            || reason.length() > longest
            || !isPlain(operator)
            || !isPlain(reason),
        REASON_MISSING,
        "an action names its operator, and a reason of at most %d characters without control codes"
            .formatted(longest));
  }

  /** Records cannot keep every control character. */
  private static boolean isPlain(String text) {
    return text.chars().noneMatch(each -> Character.isISOControl(each) && each != '\n');
  }
}
