package licensing.purchase;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/**
 * Where a purchase is and what happens next. The process tells it in the Temporal UI, the console
 * to support and, in their words, to buyers: all of them ask this one function.
 *
 * @param next what happens by itself
 * @param deadline until when the buyer may pay, null where nobody is waited for
 * @param actions what support may do, in the order in which it is offered
 */
public record Outlook(
    Situation situation, NextStep next, @Nullable Instant deadline, List<PurchaseAction> actions) {

  /** Its words in every language: {@code situation.*}, {@code next.*} and {@code action.*}. */
  public static final String MESSAGES = "licensing.purchase.outlook";

  private static final ResourceBundle ENGLISH = ResourceBundle.getBundle(MESSAGES, Locale.ROOT);

  public static Outlook of(Standing standing) {
    return new Outlook(
        Situation.of(standing),
        NextStep.of(standing),
        standing.isOpen() ? standing.deadline() : null,
        Arrays.stream(PurchaseAction.values())
            .filter(action -> standing.against(action) == null)
            .toList());
  }

  public boolean allows(PurchaseAction action) {
    return actions.contains(action);
  }

  /** What happens by itself, in English. */
  String nextWords() {
    return ENGLISH.getString("next." + next);
  }

  /** Where it is, in English. */
  String situationWords() {
    return ENGLISH.getString("situation." + situation);
  }
}
