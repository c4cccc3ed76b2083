package licensing.evidence.jdbc;

import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import licensing.db.Columns;
import licensing.db.PurchaseJournal;
import licensing.evidence.EvidenceBook;
import licensing.purchase.PurchaseId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** Purchases that ended before evidence was written, or under a worker that wrote none. */
public final class MissingEvidence {

  private static final int AT_ONCE = 500;
  private static final Ended BEFORE_ALL = new Ended(Instant.EPOCH, new UUID(0, 0));

  private final JdbcClient database;
  private final PurchaseJournal journal;
  private final EvidenceBook book;
  private final TransactionOperations transaction;

  MissingEvidence(
      JdbcClient database,
      PurchaseJournal journal,
      EvidenceBook book,
      TransactionOperations transaction) {
    this.database = database;
    this.journal = journal;
    this.book = book;
    this.transaction = transaction;
  }

  /**
   * Writes what is missing, by the time the purchases ended; repeatable, and safe beside purchases
   * that end meanwhile.
   *
   * @return how many purchases were without
   */
  public int write() {
    int written = 0;
    for (List<Ended> some = after(BEFORE_ALL); !some.isEmpty(); some = after(some.getLast())) {
      some.forEach(ended -> write(new PurchaseId(ended.purchase())));
      written += some.size();
    }
    return written;
  }

  private void write(PurchaseId purchase) {
    transaction.executeWithoutResult(
        status -> {
          journal.lock(purchase);
          book.keep(purchase);
        });
  }

  private List<Ended> after(Ended last) {
    return database
        .sql(
            """
            select id, ended_at from purchases
            where outcome is not null and (ended_at, id) > (?, ?)
              and not exists (select from evidence where purchase_id = purchases.id)
            order by ended_at, id limit ?
            """)
        .params(last.at().atOffset(ZoneOffset.UTC), last.purchase(), AT_ONCE)
        .query((row, index) -> Ended.of(new Columns(row)))
        .list();
  }

  private record Ended(Instant at, UUID purchase) {

    static Ended of(Columns columns) throws SQLException {
      return new Ended(columns.instant("ended_at"), columns.uuid("id"));
    }
  }
}
