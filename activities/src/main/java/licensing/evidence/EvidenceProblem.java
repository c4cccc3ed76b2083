package licensing.evidence;

import java.util.UUID;

/**
 * One thing that is wrong with the evidence, and where.
 *
 * @param position in the organization's chain; 0 where there is none
 * @param purchase its id; empty where it cannot be known
 * @param detail in words
 */
public record EvidenceProblem(
    Kind kind, UUID organization, long position, String purchase, String detail) {

  /** What can be wrong. */
  public enum Kind {
    /** The entry's hash is not that of what stands there. */
    DOCUMENT_ALTERED("document altered"),
    /** The entry does not follow on the one before it. */
    LINK_BROKEN("link broken"),
    /** A position is empty. */
    ENTRY_MISSING("entry missing"),
    /** A purchase has ended and nothing was written. */
    PURCHASE_WITHOUT_EVIDENCE("purchase without evidence"),
    /** There is a document, and no such purchase. */
    EVIDENCE_WITHOUT_PURCHASE("evidence without purchase"),
    /** What may never change is not what the document says. */
    DIFFERS_FROM_RECORDS("differs from the records"),
    /** The text in the document is not the one that the consent names. */
    OTHER_TEXT_CONSENTED("another text was consented to");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }

  @Override
  public String toString() {
    return "%s: organization=%s%s%s%s"
        .formatted(
            kind.words(),
            organization,
            position == 0 ? "" : " position=" + position,
            purchase.isEmpty() ? "" : " purchase=" + purchase,
            detail.isEmpty() ? "" : ": " + detail);
  }
}
