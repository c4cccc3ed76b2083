package licensing.purchase.status;

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
 * @param trouble why a person should look, null where nobody needs to
 * @param next what happens by itself
 * @param deadline until when the buyer may pay, null where nobody is waited for
 * @param actions what support may do, in the order in which it is offered
 */
public record StatusSummary(
    PurchaseStatus status,
    @Nullable Attention trouble,
    NextStep next,
    @Nullable Instant deadline,
    List<PurchaseAction> actions) {

  /** Its words in every language: {@code status.*}, {@code why.*} and {@code next.*}. */
  public static final String MESSAGES = "licensing.purchase.status";

  private static final ResourceBundle ENGLISH = ResourceBundle.getBundle(MESSAGES, Locale.ROOT);

  public static StatusSummary of(PurchaseState state) {
    return new StatusSummary(
        PurchaseStatus.of(state),
        state.attention(),
        NextStep.of(state),
        state.deadline(),
        Arrays.stream(PurchaseAction.values())
            .filter(action -> state.against(action) == null)
            .toList());
  }

  /** Why it is there: the name of its trouble, or else of its status, after {@code why.}. */
  public String why() {
    return trouble == null ? status.name() : trouble.name();
  }

  public boolean allows(PurchaseAction action) {
    return actions.contains(action);
  }

  /** What happens by itself, in English. */
  public String nextWords() {
    return ENGLISH.getString("next." + next);
  }

  /** Why it is there, in English. */
  public String whyWords() {
    return ENGLISH.getString("why." + why());
  }

  /** Where it is, in English. */
  public String statusWords() {
    return ENGLISH.getString("status." + status);
  }
}
