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

  private static final String RECORDED = "timeline.";

  /** Who tells of it; the names are keys of messages. */
  public enum Source {
    RECORDS,
    SUPPORT,
    PLATFORM,
    TEMPORAL
  }

  /** Whom it concerns; the names are keys of messages. */
  public enum Topic {
    MONEY,
    BUYER,
    SUPPORT,
    TECHNICAL
  }

  /** What the machinery does is by far the most, and seldom what is looked for. */
  public Topic topic() {
    return switch (source) {
      case SUPPORT -> Topic.SUPPORT;
      case PLATFORM -> Topic.MONEY;
      case TEMPORAL -> Topic.TECHNICAL;
      case RECORDS -> topic(Timelines.Kind.valueOf(key.substring(RECORDED.length())));
    };
  }

  private static Topic topic(Timelines.Kind recorded) {
    return switch (recorded) {
      case ATTEMPT_SET_BACK,
          ATTEMPT_UNKNOWN,
          ATTEMPT_DECLINED,
          ATTEMPT_NOT_CHARGED,
          ATTEMPT_AUTHORIZED,
          ATTEMPT_CAPTURED,
          ATTEMPT_RELEASED,
          ATTEMPT_REFUNDED,
          SURPLUS_FOUND,
          SURPLUS_RELEASED,
          SURPLUS_REFUNDED,
          DISPUTE_OPEN,
          DISPUTE_WON,
          DISPUTE_LOST,
          SETTLEMENT_DECLINED,
          REFUND_FAILED,
          REFUND_MADE_GOOD,
          MONEY_GIVEN_BACK ->
          Topic.MONEY;
      case CONSENTED,
          SUBSCRIBED,
          ATTEMPT_OPENED,
          ATTEMPT_SUBMITTED,
          LICENSE_ACTIVATED,
          LICENSE_SUSPENDED,
          LICENSE_REINSTATED,
          ENDED_LICENSED,
          ENDED_WITHDRAWN,
          ENDED_LAPSED,
          ENDED_DECLINED,
          ENDED_GIVEN_BACK,
          ENDED_SUSPENDED ->
          Topic.BUYER;
      case SUPPORT_ACTED -> Topic.SUPPORT;
      case ATTEMPT_CHARGING,
          ATTEMPT_CLOSED,
          ATTEMPT_SEARCHED,
          EVIDENCE_WRITTEN,
          NOTICE_RECEIVED,
          NOTICE_DECIDED ->
          Topic.TECHNICAL;
    };
  }

  static TimelineEntry of(Timelines.Event event, PlatformStatements platform) {
    boolean bySupport = event.kind() == Timelines.Kind.SUPPORT_ACTED;
    return new TimelineEntry(
        event.at(),
        bySupport ? Source.SUPPORT : Source.RECORDS,
        RECORDED + event.kind(),
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
