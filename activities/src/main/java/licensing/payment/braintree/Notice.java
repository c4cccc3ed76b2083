package licensing.payment.braintree;

import com.braintreegateway.Dispute;
import com.braintreegateway.Transaction;
import com.braintreegateway.WebhookNotification;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

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
