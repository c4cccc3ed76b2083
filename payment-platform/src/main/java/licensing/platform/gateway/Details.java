package licensing.platform.gateway;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import licensing.platform.ledger.Response;
import licensing.platform.ledger.StatusEvent;
import licensing.platform.ledger.Transaction;
import licensing.platform.ledger.TransactionStatus;
import org.jspecify.annotations.Nullable;

/** What an answer says of a transaction that follows from what the ledger keeps of it. */
final class Details {
  private Details() {}

  /** Empty where the processor has not authorized anything. */
  static String authorizationCode(Transaction t) {
    return isApproved(t.response()) ? t.id().substring(0, 6).toUpperCase(Locale.ROOT) : "";
  }

  /** The network's own id of the payment. */
  static @Nullable String networkTransaction(Transaction t) {
    return isApproved(t.response()) ? "02" + t.id() : null;
  }

  /** What the processor said besides: of a decline its code and text. */
  static @Nullable String additional(Response response) {
    if (response.additional() != null || response.code() == null) {
      return response.additional();
    }
    return isApproved(response) ? null : response.code() + " : " + response.text();
  }

  /** One batch for each account and day; null before it has settled. */
  static @Nullable String settlementBatch(Transaction t, List<StatusEvent> history) {
    return history.stream()
        .filter(event -> event.status() == TransactionStatus.SETTLED)
        .map(StatusEvent::at)
        .map(at -> LocalDate.ofInstant(at, ZoneOffset.UTC))
        .map(day -> day + "_" + t.account())
        .findFirst()
        .orElse(null);
  }

  /** Equal for equal numbers. */
  static String uniqueNumber(Transaction t) {
    return t.card().fingerprint().substring(0, Math.min(32, t.card().fingerprint().length()));
  }

  private static boolean isApproved(Response response) {
    return response.code() != null && response.code().startsWith("1");
  }
}
