package licensing.reading.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import licensing.bulk.BulkAction;
import licensing.bulk.BulkId;
import licensing.bulk.BulkOutcome;
import licensing.db.Columns;
import licensing.purchase.PurchaseId;
import licensing.reading.BulkRuns;
import org.springframework.jdbc.core.simple.JdbcClient;

record JdbcBulkRuns(JdbcClient database) implements BulkRuns {

  /** Few thousand targets at most, read by the run they are of. */
  private static final String RUNS =
      """
      select run.*, done, refused, not_answered
      from bulk_runs run cross join lateral (
        select count(*) filter (where outcome = 'DONE') as done,
          count(*) filter (where outcome = 'REFUSED') as refused,
          count(*) filter (where outcome = 'NOT_ANSWERED') as not_answered
        from bulk_targets where bulk_id = run.id) counted
      """;

  @Override
  public Optional<BulkRun> of(BulkId bulk) {
    return database
        .sql(RUNS + " where run.id = ?")
        .param(UUID.fromString(bulk.value()))
        .query(JdbcBulkRuns::run)
        .optional();
  }

  @Override
  public List<BulkRun> latest(int most) {
    return database
        .sql(RUNS + " order by begun_at desc limit ?")
        .param(most)
        .query(JdbcBulkRuns::run)
        .list();
  }

  @Override
  public List<Target> targets(BulkId bulk, int from, int most) {
    return database
        .sql(
            """
            select purchase_id, outcome, why, asked_at from bulk_targets
            where bulk_id = ? and position > ? order by position limit ?
            """)
        .params(UUID.fromString(bulk.value()), from, most)
        .query(JdbcBulkRuns::target)
        .list();
  }

  private static BulkRun run(ResultSet row, int index) throws SQLException {
    Columns columns = new Columns(row);
    return new BulkRun(
        new BulkId(columns.text("id")),
        columns.text("operator"),
        columns.text("reason"),
        BulkAction.valueOf(columns.text("action")),
        columns.text("address"),
        row.getInt("confirmed"),
        row.getInt("chosen"),
        row.getInt("done"),
        row.getInt("refused"),
        row.getInt("not_answered"),
        columns.instant("begun_at"),
        columns.instantOrNull("ended_at"),
        row.getString("stopped"));
  }

  private static Target target(ResultSet row, int index) throws SQLException {
    String outcome = row.getString("outcome");
    return new Target(
        PurchaseId.of(row.getString("purchase_id")),
        outcome == null ? null : BulkOutcome.valueOf(outcome),
        row.getString("why"),
        new Columns(row).instantOrNull("asked_at"));
  }
}
