package licensing.outbox;

import java.time.Instant;
import licensing.buyer.Buyer.OrganizationId;
import licensing.purchase.PurchaseId;
import tools.jackson.databind.JsonNode;

/**
 * Something that happened to a purchase, a license or a document, and that others may be told of.
 *
 * @param type one of those named here
 * @param subject what it is about: the license's id, which is the purchase's; a document's number;
 *     or the id of an endpoint of webhooks
 * @param occurrence tells two of one type about one subject apart
 * @param data what cannot be read from other rows later
 */
public record OutboxEvent(
    long id,
    String type,
    OrganizationId organization,
    PurchaseId purchase,
    String subject,
    String occurrence,
    Instant occurredAt,
    JsonNode data) {

  public static final String LICENSE_ACTIVATED = "license.activated";

  /** Its data: {@code reason}, {@code support} or {@code payment}. */
  public static final String LICENSE_SUSPENDED = "license.suspended";

  public static final String LICENSE_REINSTATED = "license.reinstated";

  /** Its data: {@code days} that are left, 30, 7 or 1. */
  public static final String LICENSE_EXPIRING = "license.expiring";

  public static final String LICENSE_EXPIRED = "license.expired";

  /** Its data: {@code outcome}, the name of it. */
  public static final String PURCHASE_ENDED = "purchase.ended";

  /** Nobody knows whether a payment went through. Its data: {@code attempt}. */
  public static final String PURCHASE_UNKNOWN = "purchase.unknown";

  /** The cardholder's bank wants the money back; nothing is decided yet. */
  public static final String PAYMENT_DISPUTED = "payment.disputed";

  public static final String DOCUMENT_ISSUED = "document.issued";

  /** Nothing is delivered there any more. Its data: {@code address} and {@code reason}. */
  public static final String WEBHOOK_DISABLED = "webhook.disabled";
}
