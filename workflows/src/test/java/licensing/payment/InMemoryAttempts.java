package licensing.payment;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import licensing.payment.Payments.AuthorizationResult;
import licensing.purchase.PurchaseId;
import org.jspecify.annotations.Nullable;

/** The attempts' rows, where the first change of a state wins. */
public final class InMemoryAttempts {

  /** One row. */
  static final class Row {
    PaymentAttempt.State state = PaymentAttempt.State.OPEN;
    @Nullable Card card;
    @Nullable AuthorizationResult decided;
  }

  private final Map<String, Row> rows = new LinkedHashMap<>();

  public synchronized void open(PaymentAttempt attempt) {
    rows.putIfAbsent(attempt.orderId(), new Row());
  }

  /** The payment page hands in: the first one wins. */
  public synchronized boolean handIn(PaymentAttempt attempt, Card card) {
    if (!change(attempt, PaymentAttempt.State.OPEN, PaymentAttempt.State.SUBMITTED)) {
      return false;
    }
    row(attempt).card = card;
    return true;
  }

  public synchronized boolean change(
      PaymentAttempt attempt, PaymentAttempt.State from, PaymentAttempt.State to) {
    Row row = row(attempt);
    if (row.state != from) {
      return false;
    }
    row.state = to;
    return true;
  }

  public synchronized Optional<PaymentAttempt.State> state(PaymentAttempt attempt) {
    return Optional.ofNullable(rows.get(attempt.orderId())).map(row -> row.state);
  }

  /** The number of the purchase's latest attempt, 0 before the first. */
  public synchronized int latest(PurchaseId purchase) {
    return (int)
        rows.keySet().stream().filter(orderId -> orderId.startsWith(purchase.toString())).count();
  }

  synchronized Row row(PaymentAttempt attempt) {
    Row row = rows.get(attempt.orderId());
    if (row == null) {
      throw new IllegalStateException("never opened: " + attempt.orderId());
    }
    return row;
  }
}
