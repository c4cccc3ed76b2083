package licensing.bulk.jdbc;

import java.sql.Types;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import licensing.bulk.BulkId;
import licensing.bulk.BulkWorkflow.BulkAction;
import licensing.bulk.BulkWorkflow.BulkStart;
import licensing.bulk.jdbc.PurchaseDesk.Reply;
import licensing.db.BulkJournal;
import licensing.purchase.PurchaseId;
import licensing.purchase.message.SupportCommand;
import licensing.purchase.message.SupportCommand.SupportRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.transaction.support.TransactionOperations;

/** Each change is an insert-once or a compare-and-set, and is announced with what it changes. */
final class BulkRows {

  /** As often is a purchase asked that does not answer. */
  private static final int TRIES = 3;

  private static final String LEFT =
      """
      from bulk_targets where bulk_id = :bulk
        and (outcome is null or outcome = 'NOT_ANSWERED' and tries < %d)
        and exists (select from bulk_runs where id = :bulk and ended_at is null)
      """
          .formatted(TRIES);

  private final JdbcClient database;
  private final TransactionOperations transaction;
  private final BulkJournal journal;

  BulkRows(JdbcClient database, TransactionOperations transaction) {
    this.database = database;
    this.transaction = transaction;
    this.journal = new BulkJournal(database);
  }

  /**
   * The run and its purchases in one transaction.
   *
   * @return how many they are: of two that begin the same run, the first decides
   */
  int add(BulkStart start, List<PurchaseId> purchases) {
    return Objects.requireNonNull(
        transaction.execute(
            status -> {
              if (insert(start, purchases.size()) == 1) {
                insert(start.id(), purchases);
                journal.changed(start.id());
              }
              return chosen(start.id()).orElseThrow();
            }));
  }

  private int insert(BulkStart start, int chosen) {
    return database
        .sql(
            """
            insert into bulk_runs (id, operator, reason, action, address, confirmed, chosen)
            values (:id, :operator, :reason, :action, :address, :confirmed, :chosen)
            on conflict do nothing
            """)
        .param("id", uuid(start.id()))
        .param("operator", start.operator())
        .param("reason", start.reason())
        .param("action", start.action().name())
        .param("address", start.address())
        .param("confirmed", start.confirmed())
        .param("chosen", chosen)
        .update();
  }

  private void insert(BulkId bulk, List<PurchaseId> purchases) {
    UUID[] ids = purchases.stream().map(PurchaseId::value).toArray(UUID[]::new);
    database
        .sql(
            """
            insert into bulk_targets (bulk_id, position, purchase_id)
            select ?, position, purchase from unnest(?) with ordinality as chosen (purchase, position)
            """)
        .params(List.of(uuid(bulk), ids))
        .update();
  }

  /** How many purchases the run is about; empty for one that never began. */
  Optional<Integer> chosen(BulkId bulk) {
    return database
        .sql("select chosen from bulk_runs where id = ?")
        .param(uuid(bulk))
        .query(Integer.class)
        .optional();
  }

  /** Empty for a run that never began. */
  Optional<Decision> decision(BulkId bulk) {
    return database
        .sql("select id::text as bulk, operator, reason, action from bulk_runs where id = ?")
        .param(uuid(bulk))
        .query(Decision.class)
        .optional();
  }

  /** Those that were not asked yet, and then those that did not answer. */
  List<PurchaseId> next(BulkId bulk, int atMost) {
    return database
        .sql("select purchase_id " + LEFT + " order by tries, position limit :most")
        .param("bulk", uuid(bulk))
        .param("most", atMost)
        .query((row, index) -> PurchaseId.of(row.getString(1)))
        .list();
  }

  int left(BulkId bulk) {
    return database
        .sql("select count(*) " + LEFT)
        .param("bulk", uuid(bulk))
        .query(Integer.class)
        .single();
  }

  /** The newest of the purchase; empty once the run is over. */
  Optional<Long> version(BulkId bulk, PurchaseId purchase) {
    return database
        .sql(
            """
            select version from purchases where id = ?
              and exists (select from bulk_runs where id = ? and ended_at is null)
            """)
        .params(purchase.value(), uuid(bulk))
        .query(Long.class)
        .optional();
  }

  /** An answer stays: a worker that was taken for dead may come with the same one later. */
  void note(BulkId bulk, PurchaseId purchase, Reply reply) {
    change(
        bulk,
        database
            .sql(
                """
                update bulk_targets
                set outcome = :outcome, why = :why, tries = tries + 1, asked_at = now()
                where bulk_id = :bulk and purchase_id = :purchase
                  and (outcome is null or outcome = 'NOT_ANSWERED')
                """)
            .param("outcome", reply.outcome().name())
            .param("why", reply.why(), Types.VARCHAR)
            .param("purchase", purchase.value()));
  }

  /**
   * @param stopped who stopped it, and why; null where it came to its end
   */
  void close(BulkId bulk, @Nullable String stopped) {
    change(
        bulk,
        database
            .sql(
                """
                update bulk_runs set ended_at = now(), stopped = :stopped
                where id = :bulk and ended_at is null
                """)
            .param("stopped", stopped, Types.VARCHAR));
  }

  private void change(BulkId bulk, StatementSpec change) {
    transaction.executeWithoutResult(
        status -> {
          change.param("bulk", uuid(bulk)).update();
          journal.changed(bulk);
        });
  }

  /** What a run asks of its purchases, and in whose name. */
  record Decision(BulkId bulk, String operator, String reason, BulkAction action) {

    /** On every timeline it says which decision it was part of. */
    SupportCommand command(long version) {
      return action.command(
          new SupportRequest(operator, "bulk %s: %s".formatted(bulk, reason), version));
    }

    /** The same whoever asks: a worker that died and the one after it ask one question. */
    String key(int look) {
      return "bulk-%s-%d".formatted(bulk, look);
    }
  }

  private static UUID uuid(BulkId bulk) {
    return UUID.fromString(bulk.value());
  }
}
