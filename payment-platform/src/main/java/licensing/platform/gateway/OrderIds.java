package licensing.platform.gateway;

import licensing.platform.fault.Operation;
import licensing.platform.http.BadRequest;
import licensing.platform.http.Request;
import licensing.platform.http.Subjects;
import licensing.platform.ledger.Ledger;
import licensing.platform.ledger.Transaction;
import licensing.platform.xml.RequestReader;
import org.jspecify.annotations.Nullable;

/** Which order a call of the merchant's server is about. */
record OrderIds(Ledger ledger) implements Subjects {

  @Override
  public @Nullable String orderOf(Operation operation, Request request) {
    return switch (operation) {
      case SALE -> text(request, "order-id");
      case SEARCH, SEARCH_PAGE -> text(request, "order-id/is");
      case FIND, VOID, CAPTURE, REFUND -> ofTransaction(request.variable("id"));
      case CLIENT_TOKEN, SEARCH_DISPUTES, FIND_NONCE, TOKENIZE, AUTHENTICATE, WEBHOOK -> null;
    };
  }

  private @Nullable String ofTransaction(String id) {
    return ledger
        .enter(books -> books.transactions().find(id).map(Transaction::orderId))
        .orElse(null);
  }

  private static @Nullable String text(Request request, String path) {
    try {
      return RequestReader.read(request).text(path);
    } catch (BadRequest unreadable) {
      return null;
    }
  }
}
