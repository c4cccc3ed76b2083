package licensing.purchase;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import licensing.license.License;
import licensing.payment.Payments.Authorization;
import licensing.payment.Payments.ReleaseResult;
import licensing.purchase.message.ForeignText;
import licensing.purchase.message.SupportCommand;
import licensing.purchase.status.PurchaseOutcome;
import licensing.purchase.status.PurchaseOutcome.Declined;
import licensing.purchase.status.PurchaseOutcome.EndedBefore;
import licensing.purchase.status.PurchaseOutcome.GivenBack;
import licensing.purchase.status.PurchaseOutcome.Lapsed;
import licensing.purchase.status.PurchaseOutcome.Licensed;
import licensing.purchase.status.PurchaseOutcome.Suspended;
import licensing.purchase.status.PurchaseOutcome.Withdrawn;
import licensing.purchase.status.PurchaseState.PurchaseStep;
import licensing.purchase.status.StatusSummary;
import org.jspecify.annotations.Nullable;

/** The purchase as the Temporal UI tells it, to someone who has never seen the code. */
final class CurrentDetails {

  private CurrentDetails() {}

  /** In Markdown, as the Temporal UI shows it. */
  static String of(ProcessState state) {
    StatusSummary now = StatusSummary.of(state.snapshot());
    List<String> lines = new ArrayList<>();
    lines.add("**Bought:** " + bought(state));
    lines.add("**Where:** %s. %s".formatted(state.step().words(), now.statusWords()));
    lines.add("**Why:** " + now.whyWords());
    if (state.known != null) {
      lines.add("**Known:** " + ForeignText.inMarkdown(state.known));
    }
    if (state.attention() != null) {
      lines.add(
          "**Needs attention:** `%s`, %s"
              .formatted(
                  state.attention().label(), ForeignText.inMarkdown(state.attentionReason())));
    }
    lines.add("**Next:** " + now.nextWords());
    if (now.deadline() != null) {
      lines.add("**Deadline:** " + words(now.deadline()));
    }
    if (!now.actions().isEmpty()) {
      lines.add("**Support can:** " + words(now.actions()));
    }
    return String.join("\n\n", lines);
  }

  private static String bought(ProcessState state) {
    Subscription subscription = state.subscription;
    return subscription == null
        ? "a " + state.start.offer().words() + " license"
        : "%d × %s license for %s"
            .formatted(
                subscription.quantity(), subscription.offer().kind().words(), subscription.total());
  }

  /**
   * @param held the money that was held for it, null where none was
   */
  static String ending(PurchaseOutcome outcome, @Nullable Authorization held) {
    return switch (outcome) {
      case Licensed(License.Key license, Instant until, String _) ->
          "license %s is active until %s; %s were taken from %s"
              .formatted(
                  license.value(),
                  words(until),
                  Objects.requireNonNull(held, "it was paid").amount(),
                  held.card());
      case Withdrawn() -> "nothing was charged";
      case Lapsed(PurchaseStep during) ->
          "it was in the step %s; nothing was charged".formatted(during.words());
      case Declined(String lastReason) ->
          "the last with %s; nothing was charged".formatted(lastReason);
      case GivenBack(String reason, ReleaseResult how) ->
          "%s; the money was %s".formatted(reason, how.name().toLowerCase(Locale.ROOT));
      case Suspended(License.Key license, String reason) ->
          "license %s: %s".formatted(license.value(), reason);
      case EndedBefore(PurchaseOutcome.Kind as) ->
          "its end was recorded as %s before this run, and stays".formatted(as.label());
    };
  }

  private static String words(List<SupportCommand.Action> actions) {
    return actions.stream().map(SupportCommand.Action::words).collect(Collectors.joining(", "));
  }

  static String words(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS).toString().replace('T', ' ').replace("Z", " UTC");
  }
}
