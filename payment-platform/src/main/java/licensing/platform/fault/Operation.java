package licensing.platform.fault;

import java.util.Arrays;
import java.util.Optional;

/** What can go wrong: the calls of the merchant's server and the buyer's browser, and webhooks. */
public enum Operation {
  CLIENT_TOKEN,
  SALE,
  FIND,
  /** The first call of a search, which gets the ids. */
  SEARCH,
  /** The calls after it, which get the transactions. */
  SEARCH_PAGE,
  SEARCH_DISPUTES,
  VOID,
  CAPTURE,
  REFUND,
  FIND_NONCE,
  TOKENIZE,
  AUTHENTICATE,
  /** A notification on its way to the merchant. */
  WEBHOOK;

  /** As routes, the control API and the counts call it. */
  public String label() {
    return Details.label(this);
  }

  public static Optional<Operation> named(String label) {
    return Arrays.stream(values()).filter(operation -> operation.label().equals(label)).findFirst();
  }
}
