package licensing.purchase.message;

import static licensing.purchase.message.Refusal.CHANGED_SINCE;
import static licensing.purchase.message.Refusal.REASON_MISSING;

import org.jspecify.annotations.Nullable;

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

  /**
   * Refuses what was done on a version that is no longer the newest.
   *
   * @param between what came in between, null where nothing did
   */
  public static void mustBeAsSeen(@Nullable String between) {
    CHANGED_SINCE.when(between != null, String.valueOf(between));
  }

  private void mustBeSigned(int longest) {
    REASON_MISSING.when(
        !isKept(operator, Integer.MAX_VALUE) || !isKept(reason, longest),
        "an action names its operator, and a reason of at most %d characters without control codes"
            .formatted(longest));
  }

  /** Whether a text says something that records can keep: not every control character. */
  public static boolean isKept(String text, int longest) {
    return !text.isBlank()
        && text.length() <= longest
        && text.chars().noneMatch(each -> Character.isISOControl(each) && each != '\n');
  }
}
