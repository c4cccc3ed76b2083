package licensing.reading.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import licensing.db.Columns;
import licensing.purchase.PurchaseId;
import licensing.reading.AuditFindings;
import org.springframework.jdbc.core.simple.JdbcClient;

final class JdbcAuditFindings implements AuditFindings {

  private final JdbcClient database;

  JdbcAuditFindings(JdbcClient database) {
    this.database = database;
  }

  @Override
  public List<RecordedFinding> open(int limit) {
    return list("where closed_at is null order by since, kind, purchase, subject limit ?", limit);
  }

  @Override
  public List<RecordedFinding> closed(int limit, int offset) {
    return list(
        """
        where closed_at is not null
        order by closed_at desc, kind, purchase, subject limit ? offset ?
        """,
        limit,
        offset);
  }

  @Override
  public List<RecordedFinding> of(PurchaseId purchase) {
    return list(
        "where purchase = ? order by closed_at desc nulls first, since, kind, subject",
        purchase.toString());
  }

  @Override
  public Optional<AuditRun> latestAudit() {
    return database
        .sql("select * from audit_runs order by ran_at desc limit 1")
        .query(
            (row, index) ->
                new AuditRun(
                    new Columns(row).instant("ran_at"),
                    row.getInt("purchases"),
                    row.getInt("payments"),
                    row.getInt("findings")))
        .optional();
  }

  private List<RecordedFinding> list(String which, Object... parameters) {
    return database
        .sql("select * from audit_findings " + which)
        .params(parameters)
        .query(JdbcAuditFindings::read)
        .list();
  }

  private static RecordedFinding read(ResultSet row, int index) throws SQLException {
    Columns columns = new Columns(row);
    return new RecordedFinding(
        columns.text("kind"),
        columns.text("purchase"),
        columns.text("subject"),
        columns.text("disagreement"),
        columns.instant("since"),
        columns.instant("found_at"),
        columns.instant("seen_at"),
        columns.instantOrNull("closed_at"));
  }
}
