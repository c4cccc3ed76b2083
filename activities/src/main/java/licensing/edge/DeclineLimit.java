package licensing.edge;

import java.time.Instant;
import java.util.Optional;
import licensing.db.Columns;
import licensing.purchase.PurchaseId;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * How many cards may be declined before no further one is taken for a while. Whoever tries out
 * stolen cards (card testing) wants to be told of each whether it works; a buyer has a few. Counted
 * for the user, and twice as many for the organization, whoever of it tries.
 */
@Component
public final class DeclineLimit {

  /**
   * A payment that is being processed may be declined yet, so it counts; but not for as long as the
   * platform is away, when many honest ones wait.
   */
  private static final String CLOSED_UNTIL =
      """
      with tried as (
        select submitted.submitted_at as at, purchase.user_id = mine.user_id as own
        from purchases mine
        join purchases purchase on purchase.organization_id = mine.organization_id
        join payment_attempts attempt on attempt.purchase_id = purchase.id
        join submitted_payments submitted
          on (submitted.purchase_id, submitted.attempt) = (attempt.purchase_id, attempt.number)
        where mine.id = :purchase
          and purchase.subscribed_at > now() - interval '2 days'
          and (attempt.state = 'DECLINED'
            or attempt.state in ('SUBMITTED', 'CHARGING')
              and submitted.submitted_at > now() - interval '30 seconds')
          and submitted.submitted_at > now() - interval '1 day'),
      closed as (
        (select at + interval '1 hour' as until from tried where own
          order by at desc offset :anHour - 1 limit 1)
        union all (select at + interval '1 day' from tried where own
          order by at desc offset :aDay - 1 limit 1)
        union all (select at + interval '1 hour' from tried
          order by at desc offset 2 * :anHour - 1 limit 1)
        union all (select at + interval '1 day' from tried
          order by at desc offset 2 * :aDay - 1 limit 1))
      select until from closed where until > now() order by until desc limit 1
      """;

  private final JdbcClient database;
  private final int anHour;
  private final int aDay;

  /**
   * @param anHour cards of one user, declined within an hour
   * @param aDay the same within a day
   */
  DeclineLimit(
      JdbcClient database,
      @Value("${declines.an-hour:10}") int anHour,
      @Value("${declines.a-day:30}") int aDay) {
    if (anHour < 1 || aDay < anHour) {
      throw new IllegalArgumentException(
          "DECLINES_AN_HOUR must be 1 or more, and DECLINES_A_DAY no fewer");
    }
    this.database = database;
    this.anHour = anHour;
    this.aDay = aDay;
  }

  /** When the buyer of a purchase may hand in the next card; empty for at once. */
  public Optional<Instant> closedUntil(PurchaseId purchase) {
    return database
        .sql(CLOSED_UNTIL)
        .param("purchase", purchase.value())
        .param("anHour", anHour)
        .param("aDay", aDay)
        .query((row, index) -> new Columns(row).instant("until"))
        .optional();
  }

  /** Within a transaction, in which nobody else of the organization hands a card in. */
  boolean isReached(PurchaseId purchase) {
    database
        .sql(
            """
            select 1 from organizations
            where id = (select organization_id from purchases where id = ?)
            for no key update
            """)
        .param(purchase.value())
        .query()
        .listOfRows();
    return closedUntil(purchase).isPresent();
  }
}
