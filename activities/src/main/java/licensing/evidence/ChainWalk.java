package licensing.evidence;

import java.sql.SQLException;
import java.util.UUID;
import java.util.function.Consumer;
import licensing.db.Columns;
import licensing.evidence.EvidenceProblem.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Walks the rows of one chain from its first entry to its end, and tells what is wrong on the way.
 */
final class ChainWalk {

  private final UUID organization;
  private final Consumer<EvidenceProblem> found;
  private long documents;
  private long problems;

  private long position;
  private @Nullable String before = Entry.NOTHING_BEFORE;

  // Where the chain is said to end; null where there is none.
  private long length;
  private @Nullable String head;

  ChainWalk(UUID organization, Consumer<EvidenceProblem> found) {
    this.organization = organization;
    this.found = found;
  }

  /** Takes the next row; a chain of which nothing is left has one, without an entry. */
  void pass(Columns columns) throws SQLException {
    length = columns.row().getLong("length");
    head = columns.text("head");
    if (columns.row().getObject("position") != null) {
      pass(Entry.of(columns), LastingFacts.recorded(columns));
    }
  }

  /**
   * Takes the next entry.
   *
   * @param recorded what the records say of its purchase today; null where they know no such one
   */
  private void pass(Entry entry, @Nullable LastingFacts recorded) {
    passOver(entry.position() - 1);
    if (before != null && !before.equals(entry.previousHash())) {
      tell(Kind.LINK_BROKEN, entry, "it does not follow on position " + (entry.position() - 1));
    }
    if (entry.isIntact()) {
      compare(entry, recorded);
    } else {
      tell(Kind.DOCUMENT_ALTERED, entry, "its hash is not that of what stands there");
    }
    position = entry.position();
    before = entry.hash();
    documents++;
  }

  /** After the last row, if there was any. */
  void end() {
    if (head == null) {
      return;
    }
    passOver(length);
    if (before != null && !before.equals(head)) {
      tell(Kind.LINK_BROKEN, position, "", "it is not the end of its chain");
    }
  }

  /** After a gap there is no hash to follow on. */
  private void passOver(long last) {
    if (position < last) {
      before = null;
      tell(Kind.ENTRY_MISSING, position + 1, "", "up to position " + last);
      position = last;
    }
  }

  private void compare(Entry entry, @Nullable LastingFacts recorded) {
    EvidenceDocument document = EvidenceDocument.read(entry.document()).orElse(null);
    if (document == null) {
      tell(Kind.DOCUMENT_ALTERED, entry, "it is no document");
      return;
    }
    if (recorded == null) {
      tell(Kind.EVIDENCE_WITHOUT_PURCHASE, entry, "");
    } else {
      LastingFacts.of(document)
          .differences(recorded)
          .forEach(difference -> tell(Kind.DIFFERS_FROM_RECORDS, entry, difference));
    }
    if (!document.consent().textHash().equals(document.consent().terms().textHash())) {
      tell(Kind.OTHER_TEXT_CONSENTED, entry, "");
    }
  }

  private void tell(Kind kind, Entry entry, String detail) {
    tell(kind, entry.position(), entry.purchase().toString(), detail);
  }

  /**
   * @param at position in the chain; 0 where there is none
   */
  void tell(Kind kind, long at, String purchase, String detail) {
    problems++;
    found.accept(new EvidenceProblem(kind, organization, at, purchase, detail));
  }

  EvidenceReport report() {
    return new EvidenceReport(head == null ? 0 : 1, documents, problems);
  }
}
