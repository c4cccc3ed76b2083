package licensing.web.support;

import licensing.purchase.status.Attention;
import licensing.purchase.status.StatusSummary;
import licensing.purchase.status.StatusSummary.PurchaseStatus;
import org.jspecify.annotations.Nullable;

/**
 * Where a purchase is in one word, and how grave that is.
 *
 * @param text key of the word
 * @param unknown the label of an attention that is not known here, shown instead; else null
 * @param tone as style sheets name it
 */
public record StatusChip(String text, @Nullable String unknown, String tone) {

  /**
   * @param attention the label of why a person should look, null where nobody needs to
   */
  static StatusChip of(StatusSummary summary, @Nullable String attention) {
    if (attention == null) {
      var status = summary.status();
      return new StatusChip("support.chip." + status, null, tone(status));
    }
    var known = Attention.labelled(attention);
    return known == null
        ? new StatusChip("support.attention", attention, "bad")
        : new StatusChip("attention." + known, null, "bad");
  }

  static StatusChip of(StatusSummary summary) {
    return of(summary, summary.trouble() == null ? null : summary.trouble().label());
  }

  private static String tone(PurchaseStatus status) {
    return switch (status) {
      case LICENSED -> "good";
      case SUBSCRIBING, CONFIRM, AWAITING_PAYMENT, PROCESSING, CHECKING, ACTIVATING -> "info";
      case PLATFORM_DOWN, REFUSED, GIVING_BACK, DECLINED -> "warn";
      case GIVEN_BACK, SUSPENDED, TAKEN_BACK -> "bad";
      case CLOSING, WITHDRAWN, LAPSED -> "idle";
    };
  }
}
