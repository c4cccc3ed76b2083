package licensing.paymentevent.jdbc;

import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import licensing.db.Columns;
import licensing.payment.PaymentAttempt;
import licensing.paymentevent.GatewayPayment;
import licensing.paymentevent.GatewayPayment.PaymentEvent;
import licensing.paymentevent.jdbc.DisputePolicy.Known;
import licensing.paymentevent.jdbc.DisputePolicy.LicenseState;
import licensing.purchase.PurchaseId;
import licensing.purchase.status.Attention;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * All that came of payments as it stood at the last reading, the reports of it, and what they say
 * of their purchases.
 */
final class PaymentEventRows {

  private final JdbcClient database;

  PaymentEventRows(JdbcClient database) {
    this.database = database;
  }

  /** Empty for a report that was decided, or is not ours. */
  Optional<Report> undecided(String notification) {
    return database
        .sql(
            """
            select id, kind, subject, received_at, coalesce(nullif(reference, ''), (
              select platform_reference from payment_attempts attempt
              where attempt.purchase_id = notice.purchase_id and state = 'AUTHORIZED'), '')
              as reference
            from platform_notifications notice where id = ? and decided_at is null
            """)
        .param(UUID.fromString(notification))
        .query(Report.class)
        .optional();
  }

  /** Whether it was undecided until now. */
  boolean decide(Report report, String how) {
    return database
            .sql(
                """
                update platform_notifications set decided_at = now(), decided_how = ?
                where id = ? and decided_at is null
                """)
            .params(how, report.id())
            .update()
        == 1;
  }

  /** Whether it is new. What was read earlier and comes late, by the platform's clock, is not. */
  boolean note(PurchaseId purchase, PaymentEvent event) {
    return database
            .sql(
                """
                insert into late_events
                  (platform_reference, subject, purchase_id, kind, amount, currency, changed_at,
                    read_at)
                values (:reference, :subject, :purchase, :kind, :amount, :currency, :changedAt,
                  clock_timestamp())
                on conflict (platform_reference, subject) do update
                set kind = excluded.kind, amount = excluded.amount, currency = excluded.currency,
                  changed_at = excluded.changed_at, read_at = clock_timestamp()
                where late_events.kind <> excluded.kind
                  and late_events.changed_at <= excluded.changed_at
                """)
            .param("reference", event.reference())
            .param("subject", event.subject())
            .param("purchase", purchase.value())
            .param("kind", event.kind().name())
            .param("amount", event.amount() == null ? null : event.amount().amount(), Types.NUMERIC)
            .param(
                "currency",
                event.amount() == null ? null : event.amount().currency().getCurrencyCode(),
                Types.VARCHAR)
            .param("changedAt", event.changedAt().atOffset(ZoneOffset.UTC))
            .update()
        == 1;
  }

  /** Whether a license is for that payment, which was taken and never given back by us. */
  boolean isLicensePaidBy(PurchaseId purchase, String reference) {
    return database
        .sql(
            """
            select exists (
              select from licenses join payment_attempts attempt using (purchase_id)
              where purchase_id = ? and platform_reference = ?
                and captured_at is not null and given_back is null)
            """)
        .params(purchase.value(), reference)
        .query((row, index) -> row.getBoolean(1))
        .single();
  }

  List<Known> of(PurchaseId purchase) {
    return database
        .sql(
            """
            select kind, amount, currency, platform_reference, exists (
              select from payment_attempts attempt
              where attempt.platform_reference = event.platform_reference) as adopted,
              coalesce(read_at < greatest(
                (select reinstated_at from licenses
                  where licenses.purchase_id = event.purchase_id),
                (select max(acted_at) from support_actions decision
                  where kind = 'MONEY_GIVEN_BACK' and action = 'mark as settled'
                    and decision.purchase_id = event.purchase_id)), false) as settled
            from late_events event where purchase_id = ? order by read_at, subject
            """)
        .param(purchase.value())
        .query(
            (row, index) ->
                new Known(
                    PaymentEvent.Kind.valueOf(row.getString("kind")),
                    new Columns(row).moneyOrNull("amount"),
                    row.getString("platform_reference"),
                    row.getBoolean("adopted"),
                    row.getBoolean("settled")))
        .list();
  }

  /**
   * The attempt under whose order a payment was made beside the adopted one. Empty while the
   * attempt is not decided: then its own look-up decides which of them is adopted.
   */
  Optional<PaymentAttempt> attemptBesides(PurchaseId purchase, GatewayPayment payment) {
    return database
        .sql(
            """
            select number, amount, currency from payment_attempts
            where purchase_id = ? and purchase_id || '-' || number = ?
              and platform_reference is distinct from ?
              and state in ('AUTHORIZED', 'DECLINED', 'NOT_CHARGED', 'CLOSED')
            """)
        .params(purchase.value(), payment.orderId(), payment.reference())
        .query(
            (row, index) ->
                new PaymentAttempt(
                    purchase, row.getInt("number"), new Columns(row).money("amount")))
        .optional();
  }

  LicenseState license(PurchaseId purchase) {
    return database
        .sql(
            """
            select case
              when suspended_at is null then 'ACTIVE'
              when exists (
                select from payment_attempts attempt
                where attempt.purchase_id = licenses.purchase_id
                  and captured_at is not null and given_back is null) then 'SUSPENDED'
              else 'SUSPENDED_FOR_GOOD' end
            from licenses where purchase_id = ?
            """)
        .param(purchase.value())
        .query((row, index) -> LicenseState.valueOf(row.getString(1)))
        .optional()
        .orElse(LicenseState.NONE);
  }

  /** Nobody needs to look any more for the sake of the money that seemed lost. */
  void endOfLostMoney(PurchaseId purchase) {
    endOf(purchase, Attention.MONEY_LOST);
  }

  @Nullable Attention attention(PurchaseId purchase) {
    return database
        .sql("select attention from purchases where id = ? and attention is not null")
        .param(purchase.value())
        .query(String.class)
        .optional()
        .map(Attention::labelled)
        .orElse(null);
  }

  void raise(PurchaseId purchase, Attention attention, String why) {
    database
        .sql("update purchases set attention = ?, attention_reason = ? where id = ?")
        .params(attention.label(), why, purchase.value())
        .update();
  }

  /** What the process has trouble with is its own to end: it is said again. */
  void endOfReports(PurchaseId purchase) {
    endOf(purchase, Attention.PLATFORM_REPORT);
  }

  private void endOf(PurchaseId purchase, Attention attention) {
    database
        .sql(
            """
            update purchases set attention = trouble, attention_reason = trouble_reason
            where id = ? and attention = ?
            """)
        .params(purchase.value(), attention.label())
        .update();
  }

  /**
   * A stored notification that nothing has come of yet.
   *
   * @param subject the platform's id of what it is about
   * @param reference of the payment it concerns
   */
  record Report(UUID id, String kind, String subject, String reference, Instant receivedAt) {

    private static final String SETTLED = "transaction_settled";

    /** Cards that are paid never cause one of the latter; it is read all the same. */
    private static final Set<String> OF_MONEY =
        Set.of("refund_failed", "transaction_settlement_declined", SETTLED);

    /** Whether something may follow from such a kind of report. */
    boolean concernsMoney() {
      return kind.startsWith("dispute_") || OF_MONEY.contains(kind);
    }

    /** Whether the platform must say more of the payment than that it is there. */
    boolean announcesAnEvent() {
      return !kind.equals(SETTLED);
    }
  }
}
