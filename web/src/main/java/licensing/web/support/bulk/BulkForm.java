package licensing.web.support.bulk;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import licensing.bulk.BulkId;
import licensing.bulk.BulkWorkflow.BulkAction;
import licensing.bulk.BulkWorkflow.BulkStart;
import licensing.purchase.message.ForeignText;
import licensing.reading.search.PurchaseFilter;
import licensing.reading.search.PurchaseFilter.Order;
import licensing.reading.search.PurchaseSearch;
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
    return BulkId.parse(Objects.requireNonNullElse(id, "")).orElseThrow(NotOffered::new);
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
    if (!ForeignText.isKept(words(), BulkStart.LONGEST_REASON)) {
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

  /**
   * How many of the purchases under way a filter matches, as it is now.
   *
   * @param number one more than a run may have where they are too many
   * @param everything whether there is none under way besides, whatever the filter says
   */
  record MatchCount(int number, boolean everything) {

    static MatchCount of(PurchaseFilter filter, PurchaseSearch search) {
      int number = search.underWay(filter, BulkStart.MOST + 1).size();
      return new MatchCount(number, number > 0 && isAll(number, search));
    }

    public boolean isTooMany() {
      return number > BulkStart.MOST;
    }

    private static boolean isAll(int number, PurchaseSearch search) {
      return search.underWay(PurchaseFilter.of(Order.OLDEST), number + 1).size() == number;
    }
  }
}
