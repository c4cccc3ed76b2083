package licensing.evidence.jdbc;

import java.sql.SQLException;
import java.util.Objects;
import java.util.function.Consumer;
import licensing.db.Columns;
import licensing.evidence.ChainEnd;
import licensing.evidence.ChainWalk;
import licensing.evidence.Entry;
import licensing.evidence.EvidenceProblem;
import licensing.evidence.EvidenceReport;
import licensing.evidence.LastingFacts;
import licensing.purchase.PurchaseId;
import org.jspecify.annotations.Nullable;

/** Takes the rows of many chains, one after the other, and walks each chain. */
final class ChainReader {

  private final Consumer<EvidenceProblem> found;
  private @Nullable ChainEnd chain;
  private @Nullable ChainWalk walk;
  private long organizations;
  private long documents;
  private long problems;

  ChainReader(Consumer<EvidenceProblem> found) {
    this.found = found;
  }

  /** Rows of one chain come together, by their position. */
  void read(Columns columns) throws SQLException {
    ChainEnd rows = chain(columns);
    if (!rows.equals(chain)) {
      end();
      chain = rows;
      walk = new ChainWalk(rows.organization(), this::tell);
      organizations++;
    }
    // A chain of which nothing is left has one row, without an entry.
    if (columns.row().getObject("position") != null) {
      Objects.requireNonNull(walk).pass(entry(columns), recorded(columns));
      documents++;
    }
  }

  /** After the last row of the last chain. */
  void end() {
    if (walk != null && chain != null) {
      walk.end(chain);
    }
  }

  void tell(EvidenceProblem problem) {
    problems++;
    found.accept(problem);
  }

  EvidenceReport report() {
    return new EvidenceReport(organizations, documents, problems);
  }

  static Entry entry(Columns columns) throws SQLException {
    return new Entry(
        columns.uuid("organization_id"),
        columns.row().getLong("position"),
        new PurchaseId(columns.text("purchase_id")),
        columns.row().getInt("edition"),
        columns.instant("written_at"),
        columns.text("document"),
        columns.text("previous_hash"),
        columns.text("hash"));
  }

  private static ChainEnd chain(Columns columns) throws SQLException {
    return new ChainEnd(
        columns.uuid("organization_id"), columns.row().getLong("length"), columns.text("head"));
  }

  private static @Nullable LastingFacts recorded(Columns columns) throws SQLException {
    return columns.row().getObject("recorded") == null
        ? null
        : new LastingFacts(
            columns.uuid("user_id"),
            columns.row().getInt("quantity"),
            columns.money("total").toString(),
            columns.text("text_hash"),
            columns.row().getString("outcome"),
            columns.instantOrNull("ended_at"),
            columns.row().getString("license_key"),
            columns.text("payments"));
  }
}
