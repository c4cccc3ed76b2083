package licensing.audit.ledger;

import static java.util.stream.Collectors.groupingBy;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import licensing.audit.AuditReport.Finding;
import licensing.audit.ledger.PurchaseLedger.RecordedPurchase.RecordedPayment;
import licensing.db.Columns;
import licensing.payment.PaymentAttempt;
import licensing.paymentevent.GatewayPayment.PaymentEvent;
import licensing.purchase.PurchaseId;
import licensing.purchase.status.PurchaseOutcome;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** PostgreSQL's side. */
final class PurchaseLedger {

  private static final String PURCHASES =
      """
      select purchases.id, pay_before, outcome, ended_at, attention,
        licenses.key is not null and licenses.suspended_at is null as license,
        exists (
          select from support_actions decision
          where decision.purchase_id = purchases.id
            and action in ('mark as settled', 'reinstate the license')
            and acted_at > coalesce(
              (select max(read_at) from late_events where late_events.purchase_id = purchases.id),
              '-infinity')) as kept
      from purchases left join licenses on licenses.purchase_id = purchases.id
      """;

  private static final String ATTEMPTS =
      """
      select purchase_id, number, amount, currency, platform_reference, authorized_at, captured_at
      from payment_attempts where purchase_id = any (?) order by number
      """;

  /** What was read later than the platform's search is no less known. */
  private static final String UNAWARE =
      """
      select id from (
        select id from purchases where id = cast(nullif(:purchase, '') as uuid)
        union
        select purchase_id from payment_attempts where platform_reference = :reference
        union
        select purchase_id from surplus_payments where platform_reference = :reference) concerned
      where not exists (
        select from late_events
        where platform_reference = :reference and subject = :subject
          and (kind = :kind or changed_at > :changedAt))
      limit 1
      """;

  private final JdbcClient database;

  PurchaseLedger(JdbcClient database) {
    this.database = database;
  }

  /** Subscribed to in the period; the end is exclusive. */
  List<RecordedPurchase> subscribed(Instant from, Instant to) {
    return withPayments(
        database
            .sql(PURCHASES + "where subscribed_at >= ? and subscribed_at < ?")
            .params(from.atOffset(ZoneOffset.UTC), to.atOffset(ZoneOffset.UTC))
            .query((row, index) -> purchase(new Columns(row)))
            .list());
  }

  /** Those of them that are known. */
  List<RecordedPurchase> of(Collection<PurchaseId> purchases) {
    UUID[] ids = purchases.stream().map(PurchaseId::value).toArray(UUID[]::new);
    return withPayments(
        database
            .sql(PURCHASES + "where purchases.id = any (?)")
            .param(ids)
            .query((row, index) -> purchase(new Columns(row)))
            .list());
  }

  /**
   * The purchase that the dispute concerns, if its records do not say yet how the dispute stands.
   * Empty too for one that is about no payment of ours.
   */
  Optional<PurchaseId> unawareOf(PaymentEvent dispute) {
    String purchase =
        PaymentAttempt.purchaseOf(dispute.orderId()).map(PurchaseId::toString).orElse("");
    return database
        .sql(UNAWARE)
        .param("purchase", purchase)
        .param("reference", dispute.reference())
        .param("subject", dispute.subject())
        .param("kind", dispute.kind().name())
        .param("changedAt", dispute.changedAt().atOffset(ZoneOffset.UTC))
        .query((row, index) -> PurchaseId.of(row.getString("id")))
        .optional();
  }

  private List<RecordedPurchase> withPayments(List<RecordedPurchase> purchases) {
    UUID[] ids = purchases.stream().map(each -> each.id().value()).toArray(UUID[]::new);
    Map<PurchaseId, List<RecordedPayment>> payments =
        database
            .sql(ATTEMPTS)
            .param(ids)
            .query((row, index) -> payment(new Columns(row)))
            .list()
            .stream()
            .collect(groupingBy(payment -> payment.attempt().purchase()));
    return purchases.stream()
        .map(each -> each.with(payments.getOrDefault(each.id(), List.of())))
        .toList();
  }

  /** Before its payments are known. */
  private static RecordedPurchase purchase(Columns columns) throws SQLException {
    ResultSet row = columns.row();
    String outcome = row.getString("outcome");
    return new RecordedPurchase(
        new PurchaseId(columns.uuid("id")),
        columns.instant("pay_before"),
        outcome == null ? null : PurchaseOutcome.Kind.valueOf(outcome),
        columns.instantOrNull("ended_at"),
        row.getString("attention") != null,
        row.getBoolean("license"),
        row.getBoolean("kept"),
        List.of());
  }

  private static RecordedPayment payment(Columns columns) throws SQLException {
    ResultSet row = columns.row();
    return new RecordedPayment(
        new PaymentAttempt(
            PurchaseId.of(columns.text("purchase_id")),
            row.getInt("number"),
            columns.money("amount")),
        row.getString("platform_reference"),
        columns.instantOrNull("authorized_at"),
        row.getObject("captured_at") != null);
  }

  /**
   * A purchase as PostgreSQL has it.
   *
   * @param outcome null while it is open
   * @param attention whether a person was asked to look
   * @param license whether one works: not where there is none, or a suspended one
   * @param kept whether a person decided, by all that is known, that it stays as it is
   */
  record RecordedPurchase(
      PurchaseId id,
      Instant payBefore,
      PurchaseOutcome.@Nullable Kind outcome,
      @Nullable Instant endedAt,
      boolean attention,
      boolean license,
      boolean kept,
      List<RecordedPayment> payments) {

    /** Since when its ledgers should agree. */
    Instant restsSince() {
      return endedAt == null ? payBefore : endedAt;
    }

    RecordedPurchase with(List<RecordedPayment> found) {
      return new RecordedPurchase(id, payBefore, outcome, endedAt, attention, license, kept, found);
    }

    Finding finding(Finding.Kind kind, String subject, String disagreement) {
      return new Finding(kind, id.toString(), subject, disagreement, restsSince());
    }

    /**
     * What is recorded of one payment attempt.
     *
     * @param reference of the adopted authorization
     * @param authorizedAt when the platform authorized it
     */
    record RecordedPayment(
        PaymentAttempt attempt,
        @Nullable String reference,
        @Nullable Instant authorizedAt,
        boolean captured) {}
  }
}
