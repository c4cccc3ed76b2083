package licensing.evidence.jdbc;

import java.sql.SQLException;
import java.util.UUID;
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

/** Takes the rows of a chain, by their position, and walks it. */
final class ChainReader {

  private final Consumer<EvidenceProblem> found;
  private final ChainWalk walk;
  private @Nullable ChainEnd end;
  private long documents;
  private long problems;

  ChainReader(UUID organization, Consumer<EvidenceProblem> found) {
    this.found = found;
    this.walk = new ChainWalk(organization, this::tell);
  }

  void read(Columns columns) throws SQLException {
    end =
        new ChainEnd(
            columns.uuid("organization_id"), columns.row().getLong("length"), columns.text("head"));
    // A chain of which nothing is left has one row, without an entry.
    if (columns.row().getObject("position") != null) {
      walk.pass(entry(columns), recorded(columns));
      documents++;
    }
  }

  /** After the last row, if there was any. */
  void end() {
    if (end != null) {
      walk.end(end);
    }
  }

  void tell(EvidenceProblem problem) {
    problems++;
    found.accept(problem);
  }

  EvidenceReport report() {
    return new EvidenceReport(end == null ? 0 : 1, documents, problems);
  }

  static Entry entry(Columns columns) throws SQLException {
    return new Entry(
        columns.uuid("organization_id"),
        columns.row().getLong("position"),
        PurchaseId.of(columns.text("purchase_id")),
        columns.row().getInt("edition"),
        columns.instant("written_at"),
        columns.text("document"),
        columns.text("previous_hash"),
        columns.text("hash"));
  }

  private static @Nullable LastingFacts recorded(Columns columns) throws SQLException {
    return columns.row().getObject("recorded") == null
        ? null
        : new LastingFacts(
            columns.uuid("user_id"),
            columns.row().getInt("quantity"),
            total(columns),
            columns.row().getString("text_hash"),
            columns.row().getString("outcome"),
            columns.instantOrNull("ended_at"),
            columns.row().getString("license_key"),
            columns.text("payments"));
  }

  /** As documents write it, or else as it stands: a wrong amount is to be named as well. */
  private static String total(Columns columns) throws SQLException {
    try {
      return columns.money("total").toString();
    } catch (IllegalArgumentException | ArithmeticException e) {
      return columns.text("total") + " " + columns.text("currency");
    }
  }
}
