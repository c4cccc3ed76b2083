package licensing.reading;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.toSet;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import licensing.buyer.Buyer.UserId;
import licensing.db.Columns;
import licensing.payment.Money;
import licensing.purchase.PurchaseId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What the records tell of one purchase, of whatever organization: who may read it is decided
 * before. One statement: each of its parts finds its rows by an index on the purchase.
 */
@Component
public final class Timelines {

  private static final String PURCHASE =
      """
      select event.at, event.kind, event.number, event.amount,
        purchase.currency::text as currency, null::text as reference, null::text as who, event.words
      from purchases purchase
      join consents consent on consent.purchase_id = purchase.id
      left join licenses license on license.purchase_id = purchase.id
      cross join lateral (values
        (consent.given_at, 'CONSENTED', consent.terms_version, null::numeric, null::text),
        (subscribed_at, 'SUBSCRIBED', purchase.quantity, total, null),
        (coalesce(activated_at, starts_at), 'LICENSE_ACTIVATED', null, null, license.key),
        (suspended_at, 'LICENSE_SUSPENDED', null, null, suspended_reason),
        (reinstated_at, 'LICENSE_REINSTATED', null, null, null),
        (ended_at, 'ENDED_' || outcome, null, null, outcome_reason)
      ) event (at, kind, number, amount, words)
      where purchase.id = :purchase
      """;

  /** What became of it is named by its state, which is written once for all that is decided. */
  private static final String ATTEMPTS =
      """
      select event.at, event.kind, attempt.number, event.amount, attempt.currency::text,
        event.reference, null, event.words
      from payment_attempts attempt
      left join submitted_payments submitted
        on submitted.purchase_id = attempt.purchase_id and submitted.attempt = attempt.number
      cross join lateral (values
        (opened_at, 'ATTEMPT_OPENED', attempt.amount, null::text, null::text),
        (submitted_at, 'ATTEMPT_SUBMITTED', null, null, null),
        (charging_since, 'ATTEMPT_CHARGING', null, null, null),
        (case when state in ('UNKNOWN', 'DECLINED', 'NOT_CHARGED', 'CLOSED')
            then coalesce(state_since, charging_since, opened_at) end,
          'ATTEMPT_' || state, null, null, reason),
        (case when state = 'SUBMITTED' and reason is not null then state_since end,
          'ATTEMPT_SET_BACK', null, null, reason),
        (case when state = 'AUTHORIZED' then coalesce(state_since, authorized_at) end,
          'ATTEMPT_AUTHORIZED', attempt.amount, platform_reference, card),
        (captured_at, 'ATTEMPT_CAPTURED', attempt.amount, platform_reference, null),
        (coalesce(given_back_at, case when given_back is not null then authorized_at end),
          'ATTEMPT_' || given_back, attempt.amount, platform_reference, null),
        (searched_at, 'ATTEMPT_SEARCHED', null, null, null)
      ) event (at, kind, amount, reference, words)
      where attempt.purchase_id = :purchase
      """;

  private static final String SURPLUS =
      """
      select event.at, event.kind, surplus.attempt as number,
        coalesce(surplus.amount, made.amount) as amount,
        coalesce(surplus.currency, made.currency)::text as currency,
        surplus.platform_reference as reference, null::text as who, null::text as words
      from surplus_payments surplus
      join payment_attempts made
        on made.purchase_id = surplus.purchase_id and made.number = surplus.attempt
      cross join lateral (values
        (found_at, 'SURPLUS_FOUND'), (surplus.given_back_at, 'SURPLUS_' || surplus.given_back)
      ) event (at, kind)
      where surplus.purchase_id = :purchase
      """;

  private static final String NOTICES =
      """
      select event.at, event.kind, null, null, null, reference, null, event.words
      from platform_notifications notice
      cross join lateral (values
        (received_at, 'NOTICE_RECEIVED', notice.kind || ' ' || notice.subject),
        (decided_at, 'NOTICE_DECIDED', notice.kind || ': ' || decided_how)
      ) event (at, kind, words)
      where notice.purchase_id = :purchase
      """;

  private static final String LATE_EVENTS =
      """
      select read_at, kind, null, amount, currency::text, platform_reference, null, null
      from late_events where purchase_id = :purchase
      """;

  private static final String REINSTATED =
      """
      select reinstated_at, 'LICENSE_REINSTATED', null, null, null, null, null, null
      from licenses where purchase_id = :purchase and suspended_at is null
      """;

  private static final String PEOPLE_AND_EVIDENCE =
      """
      select acted_at, 'SUPPORT_ACTED', version_seen, null, null, null, coalesce(name, operator),
        action || ': ' || reason
      from support_actions left join users on users.id = operator_id
      where purchase_id = :purchase
      union all
      select written_at, 'EVIDENCE_WRITTEN', edition, null, null, null, null, null
      from evidence where purchase_id = :purchase
      """;

  static final String STORY =
      "select * from ("
          + String.join(
              "union all\n", PURCHASE, ATTEMPTS, SURPLUS, NOTICES, LATE_EVENTS, PEOPLE_AND_EVIDENCE)
          + ") story where at is not null";

  private static final String LATE_PAYMENTS =
      "select * from ("
          + String.join("union all\n", SURPLUS, LATE_EVENTS, REINSTATED)
          + ") late where at is not null";

  private final JdbcClient database;

  Timelines(JdbcClient database) {
    this.database = database;
  }

  /**
   * In the order in which it happened; empty for a purchase that never was. What one transaction
   * wrote has one time, so the kinds tell the order.
   */
  public List<Event> of(PurchaseId purchase) {
    return events(STORY, purchase);
  }

  private List<Event> events(String sql, PurchaseId purchase) {
    return database
        .sql(sql)
        .param("purchase", purchase.value())
        .query(Timelines::read)
        .list()
        .stream()
        .sorted(comparing(Event::at).thenComparing(Event::kind))
        .toList();
  }

  /**
   * What came of its payments after all, and of payments that came late or twice, and that a
   * suspended license works again; in the order in which it happened. A surplus that was given back
   * is told as that alone.
   */
  public List<Event> latePayments(PurchaseId purchase) {
    var all = events(LATE_PAYMENTS, purchase);
    var givenBack =
        all.stream().filter(Timelines::isGivenBack).map(Event::reference).collect(toSet());
    return all.stream()
        .filter(it -> it.kind() != Kind.SURPLUS_FOUND || !givenBack.contains(it.reference()))
        .toList();
  }

  private static boolean isGivenBack(Event event) {
    return event.kind() == Kind.SURPLUS_RELEASED || event.kind() == Kind.SURPLUS_REFUNDED;
  }

  /**
   * What that person of support did within the last minute, acting from that version, in the words
   * of the audit; empty where they did nothing.
   */
  public Optional<String> justDone(PurchaseId purchase, UserId operator, long versionSeen) {
    return database
        .sql(
            """
            select action from support_actions
            where purchase_id = ? and operator_id = ? and version_seen = ?
              and acted_at > now() - interval '1 minute'
            order by acted_at desc limit 1
            """)
        .params(purchase.value(), operator.value(), versionSeen)
        .query(String.class)
        .optional();
  }

  private static Event read(ResultSet row, int index) throws SQLException {
    Columns columns = new Columns(row);
    int number = row.getInt("number");
    return new Event(
        columns.instant("at"),
        Kind.valueOf(columns.text("kind")),
        row.wasNull() ? null : number,
        columns.moneyOrNull("amount"),
        row.getString("reference"),
        row.getString("who"),
        row.getString("words"));
  }

  /**
   * One thing that happened.
   *
   * @param number of the attempt, the terms, the edition, or the version a support person saw
   * @param amount null where it is not about money
   * @param reference at the platform, of the payment it is about
   * @param who the support person who asked for it, as they are called now
   * @param words in which it was recorded, in English or a person's own
   */
  public record Event(
      Instant at,
      Kind kind,
      @Nullable Integer number,
      @Nullable Money amount,
      @Nullable String reference,
      @Nullable String who,
      @Nullable String words) {}

  /** What happened; the names are keys of messages, and stand in the order of a purchase. */
  public enum Kind {
    CONSENTED,
    SUBSCRIBED,
    ATTEMPT_OPENED,
    ATTEMPT_SUBMITTED,
    ATTEMPT_CHARGING,
    /** The platform provably did not take it: it is sent again. */
    ATTEMPT_SET_BACK,
    /** Nobody knew what became of it; where it is known by now, Temporal alone tells of that. */
    ATTEMPT_UNKNOWN,
    ATTEMPT_DECLINED,
    ATTEMPT_NOT_CHARGED,
    ATTEMPT_CLOSED,
    ATTEMPT_AUTHORIZED,
    LICENSE_ACTIVATED,
    ATTEMPT_CAPTURED,
    ATTEMPT_RELEASED,
    ATTEMPT_REFUNDED,
    LICENSE_SUSPENDED,
    LICENSE_REINSTATED,
    ENDED_LICENSED,
    ENDED_WITHDRAWN,
    ENDED_LAPSED,
    ENDED_DECLINED,
    ENDED_GIVEN_BACK,
    ENDED_SUSPENDED,
    EVIDENCE_WRITTEN,
    /** Closed without the platform's own answer, and searched for after that. */
    ATTEMPT_SEARCHED,
    SURPLUS_FOUND,
    SURPLUS_RELEASED,
    SURPLUS_REFUNDED,
    NOTICE_RECEIVED,
    NOTICE_DECIDED,
    DISPUTE_OPEN,
    DISPUTE_WON,
    DISPUTE_LOST,
    SETTLEMENT_DECLINED,
    REFUND_FAILED,
    REFUND_MADE_GOOD,
    MONEY_GIVEN_BACK,
    SUPPORT_ACTED
  }
}
