package licensing.reading;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import licensing.db.Columns;
import licensing.purchase.PurchaseId;
import licensing.purchase.message.SupportCommand;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What one support person has proposed, for another one to do. For support staff only. */
@Component
public final class Proposals {

  private final JdbcClient database;

  Proposals(JdbcClient database) {
    this.database = database;
  }

  /** The latest that stands: of the present attempt to pay, and not done since. */
  public Optional<Proposed> of(PurchaseId purchase) {
    return database
        .sql(
            "select * from standing_proposals where purchase_id = ? order by acted_at desc limit 1")
        .param(purchase.value())
        .query(Proposals::read)
        .optional();
  }

  /** Those of open purchases, the longest waiting first, at most that many. */
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
        SupportCommand.Action.valueOf(columns.text("proposes")),
        row.getString("reference"),
        columns.text("operator"),
        columns.text("reason"),
        columns.instant("acted_at"));
  }

  /** A purchase of which something waits for a second person. */
  public record Waiting(PurchaseId purchase, Proposed proposed) {}

  /**
   * An action that waits for a second person.
   *
   * @param reference of the payment that it names, null where it names none
   * @param operator who proposes it
   * @param reason in their words
   */
  public record Proposed(
      SupportCommand.Action action,
      @Nullable String reference,
      String operator,
      String reason,
      Instant since) {}
}
