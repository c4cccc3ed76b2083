package licensing.audit.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import licensing.db.Columns;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What waits, for a person or by itself, counted: the same from wherever it is asked. */
@Component
public final class OpenMatters {

  /**
   * What the platform's reference promises to every card that its owner pays with: it names 7 days
   * for some, and up to 30 for others.
   */
  public static final Duration HOLD = Duration.ofDays(7);

  /** Time enough to move what is stuck before the hold is gone. */
  public static final Duration ENDING_SOON = Duration.ofDays(2);

  /** As long is it news that a payment was found which no purchase needs. */
  public static final Duration RECENTLY = Duration.ofDays(1);

  private static final String BACKLOGS =
      """
      with held as (
        select authorized_at from payment_attempts
        join purchases on purchases.id = purchase_id
        where outcome is null and activation_abandoned is null
          and state = 'AUTHORIZED' and captured_at is null and given_back is null),
      waiting (kind, since) as (
        select 'OPEN_PURCHASE', subscribed_at from purchases where outcome is null
        union all
        select 'UNKNOWN_PAYMENT', charging_since from payment_attempts
        where state in ('CHARGING', 'UNKNOWN')
        union all
        select 'HELD_MONEY', authorized_at from held
        union all
        select 'ENDING_HOLD', authorized_at from held
        where authorized_at < now() - make_interval(secs => ?)
        union all
        select 'SURPLUS_PAYMENT', found_at from surplus_payments
        where found_at > now() - make_interval(secs => ?)
        union all
        select 'UNREPORTED_PAYMENT', submitted_at from submitted_payments
        where reported_at is null
        union all
        select 'UNREPORTED_WEBHOOK', received_at from platform_notifications
        where reported_at is null
        union all
        select 'UNDECIDED_WEBHOOK', received_at from platform_notifications
        where reported_at is not null and decided_at is null
        union all
        select 'UNMADE_DOCUMENT', written_at from documents_unmade
        join documents on documents.id = document_id
        union all
        select 'UNSENT_MAIL', made_at from mails
        where state = 'WAITING' and put_off_since is null
        union all
        select 'UNSTARTED_DELIVERY', made_at from webhook_deliveries where started_at is null)
      select kind, count(*), extract(epoch from now() - min(since)) from waiting group by kind
      """;

  private final JdbcClient database;

  OpenMatters(JdbcClient database) {
    this.database = database;
  }

  /** Costs four queries, which find their rows by indexes. */
  public Counts count() {
    return new Counts(
        counted("select kind, count(*) from audit_findings where closed_at is null group by kind"),
        counted("select attention, count(*) from purchases where attention is not null group by 1"),
        backlogs(),
        lastAudit());
  }

  private Map<String, Long> counted(String sql) {
    return database
        .sql(sql)
        .query((row, index) -> Map.entry(row.getString(1), row.getLong(2)))
        .list()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private Map<Backlog.Kind, Backlog> backlogs() {
    return database
        .sql(BACKLOGS)
        .params(HOLD.minus(ENDING_SOON).toSeconds(), RECENTLY.toSeconds())
        .query(
            (row, index) ->
                Map.entry(
                    Backlog.Kind.valueOf(row.getString(1)),
                    new Backlog(row.getLong(2), Duration.ofSeconds(row.getLong(3)))))
        .list()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private @Nullable Instant lastAudit() {
    return database
        .sql("select ran_at from audit_runs order by ran_at desc limit 1")
        .query((row, index) -> new Columns(row).instant("ran_at"))
        .optional()
        .orElse(null);
  }

  /**
   * What is not named is none.
   *
   * @param findings open findings of audits, by the label of their kind
   * @param attentions purchases that need a person, by the label of why
   * @param lastAudit null before the first one
   */
  public record Counts(
      Map<String, Long> findings,
      Map<String, Long> attentions,
      Map<Backlog.Kind, Backlog> backlogs,
      @Nullable Instant lastAudit) {

    public Backlog backlog(Backlog.Kind kind) {
      return backlogs.getOrDefault(kind, new Backlog(0, Duration.ZERO));
    }
  }

  /**
   * What goes on by itself and should not take long.
   *
   * @param number how many wait
   * @param oldest how long the first of them has waited, by the database's clock; zero where none
   *     waits
   */
  public record Backlog(long number, Duration oldest) {

    /** What may wait. */
    public enum Kind {
      /** From Subscribe Now to an end. */
      OPEN_PURCHASE,
      /** From the request on, while nobody knows whether the money is held. */
      UNKNOWN_PAYMENT,
      /** From its authorization on: money that is held for a license and not taken. */
      HELD_MONEY,
      /** Held money whose authorization may end within {@link OpenMatters#ENDING_SOON}. */
      ENDING_HOLD,
      /** Found within {@link OpenMatters#RECENTLY}: money that no purchase needs. */
      SURPLUS_PAYMENT,
      /** Handed in at the payment page, and not acknowledged by Temporal. */
      UNREPORTED_PAYMENT,
      /** Received from the platform, and not acknowledged by Temporal. */
      UNREPORTED_WEBHOOK,
      /** Acknowledged by Temporal, and not compared with what the platform says. */
      UNDECIDED_WEBHOOK,
      /** Written, and its files are not made. */
      UNMADE_DOCUMENT,
      /** Not sent, and nobody was told by the mail server to come later. */
      UNSENT_MAIL,
      /** A webhook of ours that Temporal has not heard of. */
      UNSTARTED_DELIVERY
    }
  }
}
