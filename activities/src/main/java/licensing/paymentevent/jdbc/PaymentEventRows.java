package licensing.paymentevent.jdbc;

import java.sql.Types;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import licensing.db.Columns;
import licensing.paymentevent.PaymentEventKind;
import licensing.paymentevent.jdbc.DisputePolicy.Known;
import licensing.paymentevent.truth.GatewayPayment;
import licensing.paymentevent.truth.PaymentEvent;
import licensing.purchase.PurchaseId;
import org.springframework.jdbc.core.simple.JdbcClient;

/** All that came of payments, as it stood at the last reading. */
final class PaymentEventRows {

  private final JdbcClient database;

  PaymentEventRows(JdbcClient database) {
    this.database = database;
  }

  /** Whether it is new. What was read earlier and comes late, by the platform's clock, is not. */
  boolean note(PurchaseId purchase, GatewayPayment payment, PaymentEvent event) {
    return database
            .sql(
                """
                insert into late_events
                  (platform_reference, subject, purchase_id, kind, amount, currency, changed_at)
                values (:reference, :subject, :purchase, :kind, :amount, :currency, :changedAt)
                on conflict (platform_reference, subject) do update
                set kind = excluded.kind, amount = excluded.amount, currency = excluded.currency,
                  changed_at = excluded.changed_at, read_at = now()
                where late_events.kind <> excluded.kind
                  and late_events.changed_at <= excluded.changed_at
                """)
            .param("reference", payment.reference())
            .param("subject", event.subject())
            .param("purchase", uuid(purchase))
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

  List<Known> of(PurchaseId purchase) {
    return database
        .sql(
            """
            select kind, amount, currency, platform_reference, exists (
              select from payment_attempts attempt
              where attempt.platform_reference = event.platform_reference) as adopted
            from late_events event where purchase_id = ? order by read_at, subject
            """)
        .param(uuid(purchase))
        .query(
            (row, index) ->
                new Known(
                    PaymentEventKind.valueOf(row.getString("kind")),
                    new Columns(row).moneyOrNull("amount"),
                    row.getString("platform_reference"),
                    row.getBoolean("adopted")))
        .list();
  }

  private static UUID uuid(PurchaseId purchase) {
    return purchase.value();
  }
}
