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
  DISPUTE_WON,
  DISPUTE_LOST,
  DISPUTE_ACCEPTED,
  DISPUTE_EXPIRED,
  REFUND_FAILED,
  TRANSACTION_SETTLED,
  TRANSACTION_SETTLEMENT_DECLINED;

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
            DISPUTE_WON,
            DISPUTE_LOST,
            DISPUTE_ACCEPTED,
            DISPUTE_EXPIRED,
            TRANSACTION_SETTLED,
            TRANSACTION_SETTLEMENT_DECLINED)
        .filter(kind -> taken || kind != DISPUTE_OPENED)
        .toList();
  }
}
