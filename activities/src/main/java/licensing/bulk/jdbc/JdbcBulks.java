package licensing.bulk.jdbc;

import java.util.List;
import java.util.Optional;
import licensing.bulk.BulkId;
import licensing.bulk.BulkWorkflow.BulkReport;
import licensing.bulk.BulkWorkflow.BulkStart;
import licensing.bulk.Bulks;
import licensing.bulk.jdbc.BulkRows.Decision;
import licensing.bulk.jdbc.PurchaseDesk.Reply;
import licensing.purchase.PurchaseId;
import licensing.reading.BulkRuns;
import licensing.reading.BulkRuns.BulkRun;
import licensing.reading.search.PurchaseFilter;
import licensing.reading.search.PurchaseSearch;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Asks with no transaction open, and writes each answer down before the next is asked. */
@Component("bulks")
public final class JdbcBulks implements Bulks {

  /** As often may a purchase change between the look at it and its question. */
  private static final int LOOKS = 3;

  private static final BulkReport NEVER_BEGAN = new BulkReport(0, 0, 0, 0, 0);

  private final BulkRows rows;
  private final BulkRuns runs;
  private final PurchaseSearch search;
  private final PurchaseDesk desk;

  JdbcBulks(
      JdbcClient database,
      TransactionOperations transaction,
      BulkRuns runs,
      PurchaseSearch search,
      PurchaseDesk desk) {
    this.rows = new BulkRows(database, transaction);
    this.runs = runs;
    this.search = search;
    this.desk = desk;
  }

  @Override
  public int begin(BulkStart start) {
    return rows.chosen(start.id()).orElseGet(() -> rows.add(start, matching(start)));
  }

  @Override
  public int ask(BulkId bulk, int atMost) {
    rows.decision(bulk).ifPresent(decision -> ask(decision, rows.next(bulk, atMost)));
    return rows.left(bulk);
  }

  @Override
  public BulkReport end(BulkId bulk, @Nullable String stopped) {
    rows.close(bulk, stopped);
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
      if (!ask(decision, purchase)) {
        return;
      }
    }
  }

  private boolean ask(Decision decision, PurchaseId purchase) {
    Optional<Reply> reply = reply(decision, purchase, 1);
    reply.ifPresent(answered -> rows.note(decision.bulk(), purchase, answered));
    return reply.isPresent();
  }

  /**
   * Empty where the run is over. The purchase is asked on its newest version, for what was decided
   * does not depend on what it looked like.
   */
  private Optional<Reply> reply(Decision decision, PurchaseId purchase, int look) {
    return rows.version(decision.bulk(), purchase)
        .map(version -> desk.ask(purchase, decision.command(version), decision.key(look)))
        .flatMap(
            reply ->
                reply.isStale() && look < LOOKS
                    ? reply(decision, purchase, look + 1)
                    : Optional.of(reply));
  }
}
