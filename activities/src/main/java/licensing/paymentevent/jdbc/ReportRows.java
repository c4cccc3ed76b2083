package licensing.paymentevent.jdbc;

import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import licensing.db.Columns;
import licensing.payment.PaymentAttempt;
import licensing.paymentevent.truth.GatewayPayment;
import licensing.purchase.PurchaseId;
import licensing.purchase.status.Attention;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is recorded around a report. */
final class ReportRows {

  private final JdbcClient database;

  ReportRows(JdbcClient database) {
    this.database = database;
  }

  /** Empty for one that was decided, or is not ours. */
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
        .query(
            (row, index) -> {
              Columns columns = new Columns(row);
              return new Report(
                  columns.uuid("id"),
                  columns.text("kind"),
                  columns.text("subject"),
                  columns.text("reference"),
                  columns.instant("received_at"));
            })
        .optional();
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

  @Nullable Attention attention(PurchaseId purchase) {
    return database
        .sql("select attention from purchases where id = ? and attention is not null")
        .param(purchase.value())
        .query(String.class)
        .optional()
        .flatMap(
            label ->
                Arrays.stream(Attention.values())
                    .filter(attention -> attention.label().equals(label))
                    .findFirst())
        .orElse(null);
  }
}
