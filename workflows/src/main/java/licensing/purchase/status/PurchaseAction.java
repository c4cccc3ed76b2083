package licensing.purchase.status;

/** What support may do with a purchase, in the order in which it is offered. */
public enum PurchaseAction {
  RETRY_NOW("retry now"),
  RECHECK_NOW("recheck now"),
  RESOLVE_UNKNOWN("resolve unknown payment"),
  GIVE_BACK_AND_END("give back and end"),
  EXTEND_DEADLINE("extend the deadline"),
  ANNOTATE("annotate"),
  /** Says that nobody needs to look any more, where only a person can know that. */
  MARK_AS_SETTLED("mark as settled");

  private final String words;

  PurchaseAction(String words) {
    this.words = words;
  }

  /** As it stands in the audit of support's actions. */
  public String words() {
    return words;
  }
}
