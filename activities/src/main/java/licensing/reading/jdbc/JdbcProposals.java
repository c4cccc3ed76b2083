package licensing.reading.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import licensing.db.Columns;
import licensing.purchase.PurchaseId;
import licensing.purchase.status.PurchaseAction;
import licensing.reading.Proposals;
import org.springframework.jdbc.core.simple.JdbcClient;

final class JdbcProposals implements Proposals {

  private final JdbcClient database;

  JdbcProposals(JdbcClient database) {
    this.database = database;
  }

  @Override
  public Optional<Proposed> of(PurchaseId purchase) {
    return database
        .sql(
            "select * from standing_proposals where purchase_id = ? order by acted_at desc limit 1")
        .param(purchase.value())
        .query(JdbcProposals::read)
        .optional();
  }

  @Override
  public List<Waiting> waiting(int size) {
    return database
        .sql(
            """
            select standing_proposals.* from standing_proposals
            join purchases on purchases.id = purchase_id and outcome is null
            order by acted_at limit ?
            """)
        .param(size)
        .query(
            (row, index) ->
                new Waiting(PurchaseId.of(row.getString("purchase_id")), read(row, index)))
        .list();
  }

  private static Proposed read(ResultSet row, int index) throws SQLException {
    Columns columns = new Columns(row);
    return new Proposed(
        PurchaseAction.valueOf(columns.text("proposes")),
        row.getString("reference"),
        columns.text("operator"),
        columns.text("reason"),
        columns.instant("acted_at"));
  }
}
