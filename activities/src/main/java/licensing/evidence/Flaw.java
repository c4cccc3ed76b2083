package licensing.evidence;

/** What can be wrong with the evidence. */
public enum Flaw {
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

  Flaw(String words) {
    this.words = words;
  }

  public String words() {
    return words;
  }
}
