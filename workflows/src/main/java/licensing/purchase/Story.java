package licensing.purchase;

import io.temporal.workflow.Workflow;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import licensing.license.License;
import licensing.payment.Authorization;
import licensing.payment.ReleaseResult;
import licensing.purchase.status.Attention;
import licensing.purchase.status.PurchaseAction;
import licensing.purchase.status.PurchaseOutcome;
import licensing.purchase.status.PurchaseOutcome.Declined;
import licensing.purchase.status.PurchaseOutcome.EndedBefore;
import licensing.purchase.status.PurchaseOutcome.GivenBack;
import licensing.purchase.status.PurchaseOutcome.Lapsed;
import licensing.purchase.status.PurchaseOutcome.Licensed;
import licensing.purchase.status.PurchaseOutcome.Suspended;
import licensing.purchase.status.PurchaseOutcome.Withdrawn;
import licensing.purchase.status.PurchaseStep;
import licensing.purchase.status.StatusSummary;
import org.jspecify.annotations.Nullable;

/** The purchase as the Temporal UI tells it, to someone who has never seen the code. */
final class Story {

  private final Supplier<StatusSummary> summary;
  private String bought;
  private String where = "";
  private @Nullable String known;
  private @Nullable String trouble;
  private @Nullable Instant nextTry;

  /**
   * @param summary what the story is about, whenever it is told
   */
  Story(PurchaseStart start, Supplier<StatusSummary> summary) {
    this.bought = "a " + start.offer().words() + " license";
    this.summary = summary;
  }

  void bought(Subscription subscription) {
    bought =
        "%d × %s license for %s"
            .formatted(
                subscription.quantity(), subscription.offer().kind().words(), subscription.total());
  }

  /**
   * @param known in particular, in a sentence; null where there is nothing to add
   */
  void at(PurchaseStep step, @Nullable String known) {
    this.where = step.words();
    this.known = known == null ? null : plain(known);
    tell();
  }

  void attention(Attention attention, String why) {
    this.trouble = "`%s`, %s".formatted(attention.label(), plain(why));
    tell();
  }

  void noAttention() {
    this.trouble = null;
    tell();
  }

  /** Something failed, and is tried again then. */
  void pauses(Instant until) {
    this.nextTry = until;
    tell();
  }

  void goesOn() {
    this.nextTry = null;
    tell();
  }

  void ended(PurchaseOutcome outcome) {
    at(PurchaseStep.ENDED, ending(outcome));
  }

  /** In Markdown, as the Temporal UI shows it. */
  void tell() {
    StatusSummary now = summary.get();
    List<String> lines = new ArrayList<>();
    lines.add("**Bought:** " + bought);
    lines.add("**Where:** %s. %s".formatted(where, now.statusWords()));
    lines.add("**Why:** " + now.whyWords());
    if (known != null) {
      lines.add("**Known:** " + known);
    }
    if (trouble != null) {
      lines.add("**Needs attention:** " + trouble);
    }
    lines.add("**Next:** " + now.nextWords());
    if (nextTry != null) {
      lines.add("**Next try:** " + words(nextTry));
    }
    if (now.deadline() != null) {
      lines.add("**Deadline:** " + words(now.deadline()));
    }
    if (!now.actions().isEmpty()) {
      lines.add("**Support can:** " + words(now.actions()));
    }
    Workflow.setCurrentDetails(String.join("\n\n", lines));
  }

  /** Words of people and of the platform in one line, in which nothing is taken for Markdown. */
  private static String plain(String words) {
    return words.replaceAll("\\s+", " ").replaceAll("[\\\\`*_\\[\\]<>#!|]", "\\\\$0");
  }

  private static String ending(PurchaseOutcome outcome) {
    return switch (outcome) {
      case Licensed(License license, Authorization authorization) ->
          "license %s is active until %s; %s were taken from %s"
              .formatted(
                  license.key().value(),
                  words(license.period().end()),
                  authorization.amount(),
                  authorization.card());
      case Withdrawn() -> "nothing was charged";
      case Lapsed(PurchaseStep during) ->
          "it was in the step %s; nothing was charged".formatted(during.words());
      case Declined(String lastReason) ->
          "the last with %s; nothing was charged".formatted(lastReason);
      case GivenBack(String reason, ReleaseResult how) ->
          "%s; the money was %s".formatted(reason, how.name().toLowerCase(Locale.ROOT));
      case Suspended(License license, String reason) ->
          "license %s: %s".formatted(license.key().value(), reason);
      case EndedBefore(PurchaseOutcome.Kind as) ->
          "its end was recorded as %s before this run, and stays".formatted(as.label());
    };
  }

  private static String words(List<PurchaseAction> actions) {
    return actions.stream().map(PurchaseAction::words).collect(Collectors.joining(", "));
  }

  static String words(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS).toString().replace('T', ' ').replace("Z", " UTC");
  }
}
