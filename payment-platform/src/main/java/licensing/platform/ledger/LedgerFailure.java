package licensing.platform.ledger;

/** The store cannot be opened, read or written. */
public final class LedgerFailure extends RuntimeException {
  LedgerFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
