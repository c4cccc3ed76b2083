package licensing.paymentevent;

/** What the platform may say of a payment long after it was made. The names are stored in rows. */
public enum PaymentEventKind {
  /** The buyer's bank asks for the money back; nothing is decided yet. */
  DISPUTE_OPEN("dispute open"),
  DISPUTE_WON("dispute won"),
  /** Lost, accepted, or not answered in time: the bank has the money. */
  DISPUTE_LOST("dispute lost"),
  /** The money that was taken was never paid out. */
  SETTLEMENT_DECLINED("settlement declined"),
  /** Money that was sent back did not arrive; it is with us still. */
  REFUND_FAILED("refund failed"),
  /** As before, and later refunds gave all of it back. */
  REFUND_MADE_GOOD("refund failed and was made good");

  private final String words;

  PaymentEventKind(String words) {
    this.words = words;
  }

  /** For support staff. */
  public String words() {
    return words;
  }
}
