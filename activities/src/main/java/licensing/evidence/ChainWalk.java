package licensing.evidence;

import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Walks one chain from its first entry to its end, and tells what is wrong on the way. */
public final class ChainWalk {

  private final UUID organization;
  private final Consumer<EvidenceProblem> found;
  private long position;
  private @Nullable String before = Entry.NOTHING_BEFORE;

  public ChainWalk(UUID organization, Consumer<EvidenceProblem> found) {
    this.organization = organization;
    this.found = found;
  }

  /**
   * Takes the next entry.
   *
   * @param recorded what the records say of its purchase today; null where they know no such one
   */
  public void pass(Entry entry, @Nullable LastingFacts recorded) {
    passOver(entry.position() - 1);
    if (before != null && !before.equals(entry.previousHash())) {
      tell(Flaw.LINK_BROKEN, entry, "it does not follow on position " + (entry.position() - 1));
    }
    if (entry.isIntact()) {
      compare(entry, recorded);
    } else {
      tell(Flaw.DOCUMENT_ALTERED, entry, "its hash is not that of what stands there");
    }
    position = entry.position();
    before = entry.hash();
  }

  /** Compares with where the chain is said to end. */
  public void end(ChainEnd end) {
    passOver(end.length());
    if (before != null && !before.equals(end.head())) {
      found.accept(
          new EvidenceProblem(
              Flaw.LINK_BROKEN, organization, position, "", "it is not the end of its chain"));
    }
  }

  /** After a gap there is no hash to follow on. */
  private void passOver(long last) {
    if (position < last) {
      before = null;
      found.accept(
          new EvidenceProblem(
              Flaw.ENTRY_MISSING, organization, position + 1, "", "up to position " + last));
      position = last;
    }
  }

  private void compare(Entry entry, @Nullable LastingFacts recorded) {
    EvidenceDocument document = EvidenceDocument.read(entry.document()).orElse(null);
    if (document == null) {
      tell(Flaw.DOCUMENT_ALTERED, entry, "it is no document");
      return;
    }
    if (recorded == null) {
      tell(Flaw.EVIDENCE_WITHOUT_PURCHASE, entry, "");
    } else {
      LastingFacts.of(document)
          .differences(recorded)
          .forEach(difference -> tell(Flaw.DIFFERS_FROM_RECORDS, entry, difference));
    }
    if (!document.consent().textHash().equals(document.consent().terms().textHash())) {
      tell(Flaw.OTHER_TEXT_CONSENTED, entry, "");
    }
  }

  private void tell(Flaw flaw, Entry entry, String detail) {
    found.accept(
        new EvidenceProblem(
            flaw, organization, entry.position(), entry.purchase().toString(), detail));
  }
}
