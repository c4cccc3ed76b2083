package licensing.web.support.timeline;

import java.time.Instant;
import java.util.stream.Stream;
import licensing.payment.Money;
import licensing.payment.braintree.PlatformStatements;
import licensing.payment.braintree.PlatformStatements.Statement;
import licensing.reading.Timelines;
import licensing.web.process.PurchaseHistories;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened, whoever tells of it.
 *
 * @param key of the message that says what
 * @param number an argument of the message, and so is the amount
 * @param who of support it was; null for what nobody did
 * @param words details as they were written, in English, but for those of support
 * @param payment the platform's reference of it
 * @param page where that is found at the platform
 */
public record TimelineEntry(
    Instant at,
    Source source,
    String key,
    @Nullable Integer number,
    @Nullable Money amount,
    @Nullable String who,
    @Nullable String words,
    @Nullable String payment,
    @Nullable String page) {

  /** Who tells of it; the names are keys of messages. */
  public enum Source {
    RECORDS,
    SUPPORT,
    PLATFORM,
    TEMPORAL
  }

  static TimelineEntry of(Timelines.Event event, PlatformStatements platform) {
    boolean bySupport = event.kind() == Timelines.Kind.SUPPORT_ACTED;
    return new TimelineEntry(
        event.at(),
        bySupport ? Source.SUPPORT : Source.RECORDS,
        "timeline." + event.kind(),
        event.number(),
        event.amount(),
        event.who(),
        event.words(),
        event.reference(),
        event.reference() == null ? null : platform.pageOf(event.reference()));
  }

  static TimelineEntry of(PurchaseHistories.HistoryEntry moment) {
    return new TimelineEntry(
        moment.at(),
        Source.TEMPORAL,
        "history." + moment.kind(),
        null,
        null,
        null,
        moment.words(),
        null,
        null);
  }

  static Stream<TimelineEntry> of(Statement statement, PlatformStatements platform) {
    String kind = statement.isRefund() ? "REFUND" : "PAYMENT";
    return Stream.concat(
        statement.statusChanges().stream()
            .map(
                change ->
                    at(platform, statement, kind, change.at(), change.amount(), change.state())),
        statement.objections().stream()
            .map(it -> at(platform, statement, "DISPUTE", it.at(), it.amount(), it.words())));
  }

  private static TimelineEntry at(
      PlatformStatements platform,
      Statement statement,
      String kind,
      Instant at,
      @Nullable Money amount,
      String words) {
    return new TimelineEntry(
        at,
        Source.PLATFORM,
        "platform." + kind,
        null,
        amount,
        null,
        words,
        statement.reference(),
        platform.pageOf(statement.reference()));
  }
}
