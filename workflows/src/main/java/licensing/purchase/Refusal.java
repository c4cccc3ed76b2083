package licensing.purchase;

/** Why a purchase refuses a message: the type of the failure that the sender receives. */
public enum Refusal {
  /** The message names another buyer than the purchase's own. */
  NOT_YOURS,
  /** The form was for another offer than the purchase was started for. */
  OTHER_OFFER,
  STALE_TERMS,
  QUANTITY_NOT_OFFERED,
  AUTO_RENEWAL_NOT_OFFERED,
  /** Other content than what was subscribed to. */
  ALREADY_SUBSCRIBED,
  NOT_SUBSCRIBED,
  /** A payment was handed in, so the purchase cannot be withdrawn. */
  PAYMENT_UNDER_WAY,
  ENDED,
  /** Nothing waits that looking again could move. */
  NOTHING_TO_RECHECK,
  REASON_MISSING
}
