package licensing.bulk.jdbc;

import io.temporal.failure.ApplicationFailure;
import java.sql.Types;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import licensing.bulk.BulkId;
import licensing.bulk.BulkWorkflow.BulkAction;
import licensing.bulk.BulkWorkflow.BulkReport;
import licensing.bulk.BulkWorkflow.BulkStart;
import licensing.bulk.Bulks;
import licensing.bulk.jdbc.PurchaseDesk.Reply;
import licensing.buyer.Buyer.UserId;
import licensing.keys.SupportSignatures;
import licensing.purchase.PurchaseId;
import licensing.purchase.message.Refusal;
import licensing.purchase.message.SupportCommand;
import licensing.purchase.message.SupportCommand.SupportRequest;
import licensing.reading.BulkRuns;
import licensing.reading.BulkRuns.BulkRun;
import licensing.reading.search.PurchaseFilter;
import licensing.reading.search.PurchaseSearch;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Asks with no transaction open, and writes each answer down before the next is asked. Each change
 * is an insert-once or a compare-and-set, and is announced with what it changes.
 */
@Component("bulks")
public final class JdbcBulks implements Bulks {

  /** As often may a purchase change between the look at it and its question. */
  private static final int LOOKS = 3;

  private static final BulkReport NEVER_BEGAN = new BulkReport(0, 0, 0, 0, 0);

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
  private final BulkRuns runs;
  private final PurchaseSearch search;
  private final PurchaseDesk desk;
  private final SupportSignatures signatures;

  JdbcBulks(
      JdbcClient database,
      TransactionOperations transaction,
      BulkRuns runs,
      PurchaseSearch search,
      PurchaseDesk desk,
      SupportSignatures signatures) {
    this.database = database;
    this.transaction = transaction;
    this.runs = runs;
    this.search = search;
    this.desk = desk;
    this.signatures = signatures;
  }

  @Override
  public int begin(BulkStart start) {
    if (signatures.areAskedFor() && !signatures.isSigned(start)) {
      throw ApplicationFailure.newNonRetryableFailure(
          "it is not signed by the console", Refusal.NOT_SIGNED.name());
    }
    return chosen(start.id()).orElseGet(() -> add(start, matching(start)));
  }

  @Override
  public int ask(BulkId bulk, int atMost) {
    decision(bulk).ifPresent(decision -> ask(decision, next(bulk, atMost)));
    return left(bulk);
  }

  @Override
  public BulkReport end(BulkId bulk, @Nullable String stopped) {
    close(bulk, stopped);
    return runs.of(bulk).map(JdbcBulks::report).orElse(NEVER_BEGAN);
  }

  private static BulkReport report(BulkRun run) {
    return new BulkReport(
        run.chosen(), run.done(), run.refused(), run.notAnswered(), run.notAsked());
  }

  private List<PurchaseId> matching(BulkStart start) {
    return search.underWay(PurchaseFilter.of(start.question()), start.confirmed());
  }

  /** Until the run is stopped, which may happen between any two of them. */
  private void ask(Decision decision, List<PurchaseId> next) {
    for (PurchaseId purchase : next) {
      Optional<Reply> reply = reply(decision, purchase, 1);
      if (reply.isEmpty()) {
        return;
      }
      note(decision.bulk(), purchase, reply.get());
    }
  }

  /**
   * Empty where the run is over. The purchase is asked on its newest version, for what was decided
   * does not depend on what it looked like.
   */
  private Optional<Reply> reply(Decision decision, PurchaseId purchase, int look) {
    return version(decision.bulk(), purchase)
        .map(version -> desk.ask(purchase, decision.command(version), decision.key(look)))
        .flatMap(
            reply ->
                reply.isStale() && look < LOOKS
                    ? reply(decision, purchase, look + 1)
                    : Optional.of(reply));
  }

  /**
   * The run and its purchases in one transaction.
   *
   * @return how many they are: of two that begin the same run, the first decides
   */
  private int add(BulkStart start, List<PurchaseId> purchases) {
    return Objects.requireNonNull(
        transaction.execute(
            status -> {
              if (insert(start, purchases.size()) == 1) {
                insert(start.id(), purchases);
                announce(start.id());
              }
              return chosen(start.id()).orElseThrow();
            }));
  }

  private int insert(BulkStart start, int chosen) {
    return database
        .sql(
            """
            insert into bulk_runs (
              id, operator, operator_id, reason, action, address, confirmed, chosen)
            values (
              :id, :operator, :operatorId, :reason, :action, :address, :confirmed, :chosen)
            on conflict do nothing
            """)
        .param("id", uuid(start.id()))
        .param("operator", named(start))
        .param(
            "operatorId",
            start.operatorId() == null ? null : start.operatorId().value(),
            Types.OTHER)
        .param("reason", start.reason())
        .param("action", start.action().name())
        .param("address", start.address())
        .param("confirmed", start.confirmed())
        .param("chosen", chosen)
        .update();
  }

  /** By the id: the name is in the table of users, where it can be erased. */
  private static String named(BulkStart start) {
    return start.operatorId() == null ? start.operator() : start.operatorId().toString();
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
  private Optional<Integer> chosen(BulkId bulk) {
    return database
        .sql("select chosen from bulk_runs where id = ?")
        .param(uuid(bulk))
        .query(Integer.class)
        .optional();
  }

  /** Empty for a run that never began. One from before ids were kept has a name alone. */
  private Optional<Decision> decision(BulkId bulk) {
    return database
        .sql(
            """
            select id::text as bulk, operator,
              coalesce(operator_id, (select id from users where name = operator)) as operator_id,
              reason, action
            from bulk_runs where id = ?
            """)
        .param(uuid(bulk))
        .query(Decision.class)
        .optional();
  }

  /** Those that were not asked yet, and then those that did not answer. */
  private List<PurchaseId> next(BulkId bulk, int atMost) {
    return database
        .sql("select purchase_id " + LEFT + " order by tries, position limit :most")
        .param("bulk", uuid(bulk))
        .param("most", atMost)
        .query((row, index) -> PurchaseId.of(row.getString(1)))
        .list();
  }

  private int left(BulkId bulk) {
    return database
        .sql("select count(*) " + LEFT)
        .param("bulk", uuid(bulk))
        .query(Integer.class)
        .single();
  }

  /** The newest of the purchase; empty once the run is over. */
  private Optional<Long> version(BulkId bulk, PurchaseId purchase) {
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
  private void note(BulkId bulk, PurchaseId purchase, Reply reply) {
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
  private void close(BulkId bulk, @Nullable String stopped) {
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
          announce(bulk);
        });
  }

  /** Once the transaction is committed. */
  private void announce(BulkId bulk) {
    database
        .sql("select pg_notify(?, ?)")
        .params(BulkRuns.CHANNEL, bulk.value())
        .query()
        .listOfRows();
  }

  private static UUID uuid(BulkId bulk) {
    return UUID.fromString(bulk.value());
  }

  /** What a run asks of its purchases, and in whose name. */
  record Decision(
      BulkId bulk, String operator, @Nullable UserId operatorId, String reason, BulkAction action) {

    /** On every timeline it says which decision it was part of. */
    SupportCommand command(long version) {
      return action.command(
          new SupportRequest(operator, operatorId, "bulk %s: %s".formatted(bulk, reason), version));
    }

    /** The same whoever asks: a worker that died and the one after it ask one question. */
    String key(int look) {
      return "bulk-%s-%d".formatted(bulk, look);
    }
  }
}
