package licensing.platform.webhook;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import licensing.platform.ledger.Transaction;

/** The notifications this platform sends, named as the gateway names them. */
public enum WebhookKind {
  CHECK,
  DISPUTE_OPENED,
  DISPUTE_UNDER_REVIEW,
  DISPUTE_DISPUTED,
  DISPUTE_WON,
  DISPUTE_LOST,
  DISPUTE_ACCEPTED,
  DISPUTE_AUTO_ACCEPTED,
  DISPUTE_EXPIRED,
  REFUND_FAILED,
  TRANSACTION_SETTLED,
  TRANSACTION_SETTLEMENT_DECLINED,
  TRANSACTION_DISBURSED,
  /** A sale that the platform tried again by itself; of subscriptions, which are not sold here. */
  TRANSACTION_RETRIED,
  /** A person at the platform decided about a sale that was suspected of fraud. */
  TRANSACTION_REVIEWED;

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<WebhookKind> named(String wireName) {
    return Arrays.stream(values()).filter(kind -> kind.wireName().equals(wireName)).findFirst();
  }

  /** Those that may be said of a transaction. */
  public static List<WebhookKind> about(Transaction transaction) {
    if (transaction.isRefund()) {
      return List.of(REFUND_FAILED);
    }
    boolean taken = transaction.status().isTaken();
    return Stream.of(
            DISPUTE_OPENED,
            DISPUTE_UNDER_REVIEW,
            DISPUTE_DISPUTED,
            DISPUTE_WON,
            DISPUTE_LOST,
            DISPUTE_ACCEPTED,
            DISPUTE_AUTO_ACCEPTED,
            DISPUTE_EXPIRED,
            TRANSACTION_SETTLED,
            TRANSACTION_SETTLEMENT_DECLINED,
            TRANSACTION_DISBURSED,
            TRANSACTION_RETRIED,
            TRANSACTION_REVIEWED)
        .filter(kind -> taken || kind != DISPUTE_OPENED)
        .toList();
  }
}
