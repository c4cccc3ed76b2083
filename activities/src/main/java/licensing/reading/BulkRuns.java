package licensing.reading;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import licensing.bulk.BulkId;
import licensing.bulk.BulkWorkflow.BulkAction;
import licensing.bulk.Bulks.BulkOutcome;
import licensing.buyer.Buyer.UserId;
import licensing.purchase.PurchaseId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.SimplePropertyRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What is recorded of bulk runs; for support staff only. */
@Component
public final class BulkRuns {

  /** Where changes of runs are announced; what is sent there is the run's id. */
  public static final String CHANNEL = "bulk_changed";

  /** Few thousand targets at most, read by the run they are of. */
  private static final String RUNS =
      """
      select run.id::text, coalesce(decider.name, operator) as operator, reason, action, address,
        confirmed, chosen, done, refused, not_answered, begun_at, ended_at,
        stopper.id as stopped_by_id, stopper.name as stopped_by,
        case when stopper.id is null then stopped else substr(stopped, 39) end as stopped
      from bulk_runs run left join users decider on decider.id = operator_id
      left join users stopper on stopper.id = %s
      cross join lateral (
        select count(*) filter (where outcome = 'DONE') as done,
          count(*) filter (where outcome = 'REFUSED') as refused,
          count(*) filter (where outcome = 'NOT_ANSWERED') as not_answered
        from bulk_targets where bulk_id = run.id) counted
      """
          .formatted(UserNames.idAtTheBeginningOf("stopped"));

  private final JdbcClient database;

  BulkRuns(JdbcClient database) {
    this.database = database;
  }

  /** Empty for one that never was, and for one that has not begun yet. */
  public Optional<BulkRun> of(BulkId bulk) {
    return database
        .sql(RUNS + " where run.id = ?")
        .param(UUID.fromString(bulk.value()))
        .query(BulkRun.class)
        .optional();
  }

  /** The newest first, at most that many. */
  public List<BulkRun> latest(int most) {
    return database
        .sql(RUNS + " order by begun_at desc limit ?")
        .param(most)
        .query(new SimplePropertyRowMapper<>(BulkRun.class))
        .list();
  }

  /** In the order in which they are asked, from that position on (from 0), at most that many. */
  public List<Target> targets(BulkId bulk, int from, int most) {
    return database
        .sql(
            """
            select purchase_id as purchase, outcome, why, asked_at from bulk_targets
            where bulk_id = ? and position > ? order by position limit ?
            """)
        .params(UUID.fromString(bulk.value()), from, most)
        .query(new SimplePropertyRowMapper<>(Target.class))
        .list();
  }

  /**
   * A decision about many purchases, and how far it is.
   *
   * @param address what was asked of the list, from the address's question mark on
   * @param confirmed how many matched when it was decided
   * @param chosen how many of them matched when it began
   * @param notAnswered those that did not answer so far
   * @param endedAt null while it goes on
   * @param stoppedById who stopped it; null where nobody did, or nobody whom the records know
   * @param stoppedBy what they are called now
   * @param stopped why; with who, where the records do not know them
   */
  public record BulkRun(
      BulkId id,
      String operator,
      String reason,
      BulkAction action,
      String address,
      int confirmed,
      int chosen,
      int done,
      int refused,
      int notAnswered,
      Instant begunAt,
      @Nullable Instant endedAt,
      @Nullable UserId stoppedById,
      @Nullable String stoppedBy,
      @Nullable String stopped) {

    public boolean isOver() {
      return endedAt != null;
    }

    /** How many have been asked, whatever they answered. */
    public int asked() {
      return done + refused + notAnswered;
    }

    public int notAsked() {
      return chosen - asked();
    }

    /** Differs whenever a page would have to show something else. */
    public String mark() {
      return "%d-%d-%d-%s".formatted(done, refused, notAnswered, isOver());
    }
  }

  /**
   * One purchase of a run.
   *
   * @param outcome null before it is asked
   * @param why the name of its refusal; null where it did not refuse
   * @param askedAt when it was asked last
   */
  public record Target(
      PurchaseId purchase,
      @Nullable BulkOutcome outcome,
      @Nullable String why,
      @Nullable Instant askedAt) {}
}
