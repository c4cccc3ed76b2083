package licensing.audit;

/** A way in which the ledgers disagree, and what brings them together again. */
public enum FindingKind {
  CHARGED_TWICE("charged-twice", "refund every payment but the one that was adopted"),
  MONEY_WITHOUT_LICENSE("money-without-license", "release or refund the payment"),
  LICENSE_WITHOUT_MONEY("license-without-money", "find out how it was paid, or suspend it"),
  WRONG_AMOUNT("wrong-amount", "compare with the consent; refund, or ask the buyer"),
  CAPTURE_MISSING("capture-missing", "capture the payment before its authorization expires"),
  PAYMENT_MISSING("payment-missing", "look the reference up at the platform"),
  UNKNOWN_PAYMENT("unknown-payment", "find out who asked for it; release or refund it"),
  UNHEARD_DISPUTE(
      "unheard-dispute", "look the payment up at the platform; the next audit reads it again"),
  WORKFLOW_MISSING("workflow-missing", "resolve the payment by hand, then end the purchase"),
  BROKEN_OFF("broken-off", "reset the workflow to its last workflow task: it goes on from there"),
  END_NOT_RECORDED("end-not-recorded", "record the outcome that the workflow ended with"),
  OUTCOMES_DIFFER("outcomes-differ", "follow the money; correct the record that is wrong"),
  RECORD_MISSING("record-missing", "restore the purchase from the workflow's history"),
  OVERDUE("overdue", "open the workflow: it should have ended or asked for a person");

  private final String label;
  private final String remedy;

  FindingKind(String label, String remedy) {
    this.label = label;
    this.remedy = remedy;
  }

  /**
   * A report of the platform that never came leaves a dispute that is not in the records, or a
   * license whose money is gone.
   */
  public boolean maySpeakOfALostReport() {
    return this == UNHEARD_DISPUTE || this == CAPTURE_MISSING;
  }

  /** As it is stored, searched for and counted. */
  public String label() {
    return label;
  }

  /** What a person should do about it. */
  public String remedy() {
    return remedy;
  }
}
