package licensing.web.support.bulk;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import licensing.bulk.BulkAction;
import licensing.bulk.BulkId;
import licensing.bulk.BulkStart;
import licensing.purchase.message.SupportRequest;
import licensing.web.support.TypedText;
import licensing.web.support.list.FilterOption.NotOffered;
import licensing.web.support.list.PurchaseList;
import org.jspecify.annotations.Nullable;

/**
 * What a support person decided about all purchases that match.
 *
 * @param id of the run: made with the form, so that a form sent twice is one run
 * @param action as addresses name it
 * @param shown how many matched, as the form said
 * @param typed the same number, typed where it is about all there are
 */
record BulkForm(
    @Nullable String id,
    @Nullable String action,
    @Nullable String reason,
    @Nullable String shown,
    @Nullable String typed) {

  private static final Pattern NUMBER = Pattern.compile("[1-9]\\d{0,3}");

  /** A new one, for the purchases that match now. */
  static BulkForm blank(String action, MatchCount matching) {
    return new BulkForm(
        BulkId.random().value(), action, "", Integer.toString(matching.number()), "");
  }

  /** The same, asked about those that match by now. */
  BulkForm about(MatchCount matching) {
    return new BulkForm(id, action, reason, Integer.toString(matching.number()), typed);
  }

  /**
   * @throws NotOffered for what no page of ours sends
   */
  BulkId bulk() {
    try {
      return new BulkId(Objects.requireNonNullElse(id, ""));
    } catch (IllegalArgumentException forged) {
      throw new NotOffered();
    }
  }

  /**
   * @throws NotOffered for what no page of ours sends
   */
  BulkAction what() {
    return Arrays.stream(BulkAction.values())
        .filter(each -> PurchaseList.word(each).equals(action))
        .findFirst()
        .orElseThrow(NotOffered::new);
  }

  /**
   * @throws NotOffered for what no page of ours sends
   */
  int confirmed() {
    if (shown == null || !NUMBER.matcher(shown).matches()) {
      throw new NotOffered();
    }
    return Math.min(Integer.parseInt(shown), BulkStart.MOST);
  }

  /** What is wrong with it, as a message key; empty where nothing is. */
  Optional<String> error(MatchCount matching) {
    if (matching.number() == 0 || matching.isTooMany()) {
      return Optional.of(matching.isTooMany() ? "TOO_MANY" : "NOTHING");
    }
    if (!SupportRequest.isKept(words(), BulkStart.LONGEST_REASON)) {
      return Optional.of("REASON_MISSING");
    }
    return matching.everything() && !isTyped() ? Optional.of("NUMBER_WRONG") : Optional.empty();
  }

  String words() {
    return TypedText.of(reason);
  }

  /** With or without what parts the thousands. */
  private boolean isTyped() {
    return typed != null && typed.replaceAll("[,\\s\\u00a0]", "").equals(shown);
  }
}
