package licensing.platform.gateway;

import java.util.List;
import licensing.platform.ledger.Books;
import licensing.platform.ledger.StatusEvent;
import licensing.platform.ledger.Transaction;

/** A transaction that a search may find; its history is read only if a criterion asks for it. */
record Candidate(Transaction transaction, Books books) {

  List<StatusEvent> history() {
    return books.transactions().history(transaction.id());
  }
}
