package licensing.purchase;

import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import licensing.license.License;
import licensing.payment.Authorization;
import licensing.payment.ReleaseResult;
import licensing.purchase.PurchaseOutcome.Declined;
import licensing.purchase.PurchaseOutcome.EndedBefore;
import licensing.purchase.PurchaseOutcome.GivenBack;
import licensing.purchase.PurchaseOutcome.Lapsed;
import licensing.purchase.PurchaseOutcome.Licensed;
import licensing.purchase.PurchaseOutcome.Suspended;
import licensing.purchase.PurchaseOutcome.Withdrawn;
import org.jspecify.annotations.Nullable;

/** The purchase as the Temporal UI tells it, to someone who has never seen the code. */
final class Story {

  private String bought;
  private String where = "";
  private String next = "";
  private @Nullable Trouble trouble;

  /** Why a person should look, and what happens by itself meanwhile. */
  private record Trouble(String why, String next) {}

  Story(PurchaseStart start) {
    this.bought = "a " + start.offer().words() + " license";
  }

  void bought(Subscription subscription) {
    bought =
        "%d × %s license for %s"
            .formatted(
                subscription.quantity(), subscription.offer().kind().words(), subscription.total());
  }

  /**
   * @param where the step, and what it waits for
   * @param next what happens by itself, and when
   */
  void at(PurchaseStep step, String where, String next) {
    this.where = step.words() + ": " + where;
    this.next = next;
    tell();
  }

  void next(String next) {
    this.next = next;
    tell();
  }

  void attention(String why, String next) {
    this.trouble = new Trouble(why, next);
    tell();
  }

  void noAttention() {
    this.trouble = null;
    tell();
  }

  void ended(PurchaseOutcome outcome) {
    this.where = outcome.kind().label();
    this.next = "nothing, it has ended: " + ending(outcome);
    if (trouble != null) {
      this.trouble = new Trouble(trouble.why(), next);
    }
    tell();
  }

  private void tell() {
    Workflow.setCurrentDetails(
        "**Bought:** %s\n\n**Where:** %s\n\n%s**Next:** %s"
            .formatted(
                bought,
                where,
                trouble == null ? "" : "**Needs attention:** %s\n\n".formatted(trouble.why()),
                trouble == null ? next : trouble.next()));
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
      case Withdrawn() -> "the buyer cancelled before paying; nothing was charged";
      case Lapsed(PurchaseStep during) ->
          "the deadline passed in the step %s; nothing was charged".formatted(during.words());
      case Declined(String lastReason) ->
          "every card was declined, the last with %s; nothing was charged".formatted(lastReason);
      case GivenBack(String reason, ReleaseResult how) ->
          "the license could not be activated (%s); the money was %s"
              .formatted(reason, how.name().toLowerCase(Locale.ROOT));
      case Suspended(License license, String reason) ->
          "license %s is suspended, since the money was lost: %s"
              .formatted(license.key().value(), reason);
      case EndedBefore(PurchaseOutcome.Kind as) ->
          "its end was recorded as %s before this run, and stays".formatted(as.label());
    };
  }

  /** What happens by itself while the buyer is waited for. */
  static String lapses(Instant deadline) {
    return "lapses at %s, uncharged".formatted(words(deadline));
  }

  static String words(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS).toString().replace('T', ' ').replace("Z", " UTC");
  }

  static String words(Duration wait) {
    return wait.compareTo(Duration.ofMinutes(2)) < 0
        ? Math.max(1, wait.toSeconds()) + " s"
        : wait.toMinutes() + " min";
  }
}
