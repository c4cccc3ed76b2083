package licensing.platform.webhook;

import java.util.List;
import java.util.Optional;
import licensing.platform.ledger.Books;
import licensing.platform.ledger.Dispute;
import licensing.platform.ledger.Secrets;
import licensing.platform.ledger.Statement;
import licensing.platform.ledger.Transaction;
import licensing.platform.ledger.TransactionStatus;
import licensing.platform.webhook.Notice.Subject;

/**
 * What a notification tells of happens in the ledger first: the merchant will not believe the
 * notification but look the transaction up.
 */
record PaymentEvent(WebhookKind kind) {

  /** The subject of the notification; empty if this cannot have happened to that transaction. */
  Optional<Subject> happen(Books books, String transactionId) {
    return books
        .transactions()
        .find(transactionId)
        .filter(t -> WebhookKind.about(t).contains(kind))
        .flatMap(t -> happen(books, t));
  }

  private Optional<Subject> happen(Books books, Transaction t) {
    return switch (kind) {
      case CHECK -> Optional.empty();
      case DISPUTE_OPENED -> Optional.of(dispute(books, t, opened(books, t)));
      case DISPUTE_UNDER_REVIEW -> decided(books, t, "under_review");
      case DISPUTE_DISPUTED -> decided(books, t, "disputed");
      case DISPUTE_WON -> decided(books, t, "won");
      case DISPUTE_LOST -> decided(books, t, "lost");
      case DISPUTE_ACCEPTED -> decided(books, t, "accepted");
      case DISPUTE_AUTO_ACCEPTED -> decided(books, t, "auto_accepted");
      case DISPUTE_EXPIRED -> decided(books, t, "expired");
      case REFUND_FAILED, TRANSACTION_SETTLEMENT_DECLINED ->
          moved(books, t, TransactionStatus.SETTLEMENT_DECLINED);
      case TRANSACTION_SETTLED -> moved(books, t, TransactionStatus.SETTLED);
      // Of these the ledger keeps nothing: they change nothing that a merchant can ask for.
      case TRANSACTION_DISBURSED, TRANSACTION_RETRIED ->
          Optional.of(Notice.about(books.statement(t)));
      case TRANSACTION_REVIEWED -> Optional.of(Notice.review(t, books.now()));
    };
  }

  private static Dispute opened(Books books, Transaction t) {
    return newest(books, t)
        .filter(dispute -> dispute.status().equals("open"))
        .orElseGet(() -> new Dispute(Secrets.random(16), t.id(), "open", books.now(), books.now()));
  }

  private static Optional<Subject> decided(Books books, Transaction t, String outcome) {
    return newest(books, t).map(d -> dispute(books, t, d.decided(outcome, books.now())));
  }

  private static Subject dispute(Books books, Transaction t, Dispute dispute) {
    books.disputes().put(dispute);
    return Notice.about(dispute, books.statement(t));
  }

  private static Optional<Subject> moved(Books books, Transaction t, TransactionStatus to) {
    if (t.status() == to) {
      return Optional.of(Notice.about(books.statement(t)));
    }
    if (!t.status().isOnItsWayToSettlement()) {
      return Optional.empty();
    }
    Transaction moved = t.now(to, books.now());
    books.transactions().change(moved);
    Statement statement = books.statement(moved);
    return Optional.of(Notice.about(statement));
  }

  private static Optional<Dispute> newest(Books books, Transaction t) {
    List<Dispute> disputes = books.disputes().of(t.id());
    return disputes.isEmpty() ? Optional.empty() : Optional.of(disputes.getLast());
  }
}
