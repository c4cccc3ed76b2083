package licensing.platform.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row of the ledger: a sale, or the credit that refunds one.
 *
 * @param account the merchant account, which fixes the currency
 * @param threeDSecure the status of the buyer's authentication, if there was one
 * @param refundedId the sale that a credit refunds
 * @param authorizedId the authorization of which a sale captures a part
 */
public record Transaction(
    String id,
    Kind kind,
    String account,
    @Nullable String orderId,
    Money money,
    TransactionStatus status,
    Card card,
    @Nullable String threeDSecure,
    Response response,
    @Nullable String refundedId,
    @Nullable String authorizedId,
    Instant createdAt,
    Instant updatedAt) {

  /** The gateway's two types of transactions. */
  public enum Kind {
    SALE,
    CREDIT
  }

  public boolean isRefund() {
    return kind == Kind.CREDIT;
  }

  public Transaction now(TransactionStatus next, Instant at) {
    return now(next, money, orderId, at);
  }

  public Transaction now(TransactionStatus next, Money amount, @Nullable String order, Instant at) {
    return new Transaction(
        id,
        kind,
        account,
        order,
        amount,
        next,
        card,
        threeDSecure,
        response,
        refundedId,
        authorizedId,
        createdAt,
        at);
  }
}
