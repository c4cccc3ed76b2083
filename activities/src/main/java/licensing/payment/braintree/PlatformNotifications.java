package licensing.payment.braintree;

import com.braintreegateway.BraintreeGateway;
import com.braintreegateway.Dispute;
import com.braintreegateway.Transaction;
import com.braintreegateway.WebhookNotification;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import licensing.buyer.Buyer.OrganizationId;
import licensing.payment.PaymentAttempt;
import licensing.purchase.PurchaseId;
import licensing.terms.Sha256;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.SimplePropertyRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Webhooks of the platform, from their arrival to their report: each is stored once, and reported
 * until Temporal acknowledges.
 */
public final class PlatformNotifications {

  private final BraintreeGateway gateway;
  private final JdbcClient database;

  PlatformNotifications(BraintreeSettings settings, JdbcClient database) {
    this.gateway = Gateways.open(settings, PaymentForms.PAGE_WAITS);
    this.database = database;
  }

  /** Checks the signature on the raw text before anything is parsed, and stores what is new. */
  public Receipt receive(String signature, String payload) {
    Notice notice;
    try {
      notice =
          Notice.of(gateway.webhookNotification().parse(signature, payload), Sha256.of(payload));
    } catch (RuntimeException forgedOrGarbled) {
      // The SDK has no one exception for it, and rightly signed junk fails anywhere.
      return new Receipt.Rejected(forgedOrGarbled.getClass().getSimpleName());
    }
    return add(notice).<Receipt>map(Receipt.Stored::new).orElseGet(Receipt.Repeated::new);
  }

  /** The answer by which the platform checks a new address; empty for a malformed challenge. */
  public Optional<String> answer(String challenge) {
    try {
      return Optional.of(gateway.webhookNotification().verify(challenge));
    } catch (RuntimeException malformed) {
      return Optional.empty();
    }
  }

  /**
   * Takes notifications whose report Temporal has not acknowledged; no other caller gets them soon.
   */
  public List<Unreported> claimUnreported(int limit) {
    return database
        .sql(
            """
            with claimed as (
              select id from platform_notifications
              where decided_at is null
                and (reported_at is null or reported_at < now() - interval '1 hour')
                and (claimed_until is null or claimed_until < now())
              order by received_at limit ? for update skip locked)
            update platform_notifications notice set claimed_until = now() + interval '30 seconds'
            from claimed where notice.id = claimed.id
            returning notice.id as notification, notice.purchase_id as purchase, notice.kind, (
              select organization_id from purchases where purchases.id = notice.purchase_id)
              as organization
            """)
        .param(limit)
        .query(new SimplePropertyRowMapper<>(Unreported.class))
        .list();
  }

  /** Notes that Temporal acknowledged the report. */
  public void reported(String notification, String how) {
    database
        .sql(
            "update platform_notifications set reported_at = now(), reported_how = ?"
                + " where id = ? and decided_at is null")
        .params(how, UUID.fromString(notification))
        .update();
  }

  /** The new row's id; empty for the repetition of one that is stored. */
  private Optional<String> add(Notice notice) {
    UUID id = UUID.randomUUID();
    UUID purchase = purchaseOf(notice);
    int added =
        database
            .sql(
                """
                insert into platform_notifications (
                  id, kind, subject, reference, occurred_at, payload, purchase_id,
                  reported_at, reported_how, decided_at, decided_how)
                values (
                  :id, :kind, :subject, :reference, :occurredAt, :summary, :purchase,
                  case when :nobodys then now() end,
                  case when :nobodys then 'concerns no purchase' end,
                  case when :nobodys then now() end,
                  case when :nobodys then 'ignored: concerns no purchase' end)
                on conflict (kind, subject, occurred_at) do nothing
                """)
            .param("id", id)
            .param("kind", notice.kind())
            .param("subject", notice.subject())
            .param("reference", notice.reference())
            .param("occurredAt", notice.occurredAt().atOffset(ZoneOffset.UTC))
            .param("summary", notice.summary())
            .param("purchase", purchase)
            .param("nobodys", purchase == null)
            .update();
    return added == 1 ? Optional.of(id.toString()) : Optional.empty();
  }

  private @Nullable UUID purchaseOf(Notice notice) {
    String candidate =
        PaymentAttempt.purchaseOf(notice.orderId()).map(PurchaseId::toString).orElse("");
    return database
        .sql(
            """
            select id from purchases where id = cast(nullif(?, '') as uuid)
            union
            select purchase_id from payment_attempts where platform_reference = ?
            union
            select purchase_id from surplus_payments where platform_reference = ?
            limit 1
            """)
        .params(candidate, notice.reference(), notice.reference())
        .query(UUID.class)
        .optional()
        .orElse(null);
  }

  /** What became of a delivery. */
  public sealed interface Receipt {

    /** Durable; to be reported. */
    record Stored(String notification) implements Receipt {}

    /** The same as an earlier one: acknowledged without further effect. */
    record Repeated() implements Receipt {}

    /** Forged or garbled: repeating it would not help. */
    record Rejected(String reason) implements Receipt {}
  }

  /**
   * A notification to report.
   *
   * @param organization whose purchase it concerns
   */
  public record Unreported(
      String notification, PurchaseId purchase, OrganizationId organization, String kind) {}

  /**
   * What is kept of a webhook: enough to know whom it concerns, and nothing of a card.
   *
   * @param subject the platform's id of what it is about
   * @param reference of the transaction it concerns, empty where there is none
   * @param orderId of that transaction, empty where there is none
   * @param summary in words, kept with the row; no program reads it
   */
  record Notice(
      String kind,
      String subject,
      Instant occurredAt,
      String reference,
      String orderId,
      String summary) {

    /**
     * @throws RuntimeException for a notification that lacks what every one has
     */
    static Notice of(WebhookNotification notification, String fingerprint) {
      Dispute dispute = notification.getDispute();
      Transaction transaction = notification.getTransaction();
      if (dispute != null) {
        return about(
            notification,
            text(dispute.getId()),
            dispute.getTransaction() == null ? "" : text(dispute.getTransaction().getId()),
            dispute.getTransaction() == null ? "" : text(dispute.getTransaction().getOrderId()),
            "dispute of " + dispute.getAmount() + ": " + dispute.getStatus());
      }
      if (transaction != null) {
        return about(
            notification,
            text(transaction.getId()),
            concerned(transaction),
            text(transaction.getOrderId()),
            "transaction of " + transaction.getAmount() + ": " + transaction.getStatus());
      }
      return about(notification, fingerprint, "", "", "");
    }

    private static Notice about(
        WebhookNotification notification,
        String subject,
        String reference,
        String orderId,
        String summary) {
      return new Notice(
          notification.getKind().toString(),
          subject,
          notification.getTimestamp().toInstant(),
          reference,
          orderId,
          summary);
    }

    /** A refund's notification concerns the payment that it refunds. */
    private static String concerned(Transaction transaction) {
      String refunded = text(transaction.getRefundedTransactionId());
      return refunded.isEmpty() ? text(transaction.getId()) : refunded;
    }

    private static String text(@Nullable String value) {
      return Objects.requireNonNullElse(value, "");
    }
  }
}
