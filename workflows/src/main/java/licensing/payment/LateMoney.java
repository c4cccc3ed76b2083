package licensing.payment;

/** What came, after all, of an attempt that was taken for not charged. */
public enum LateMoney {
  /** Nothing is held for it. */
  NONE,
  /** Money was held or taken late; it was given back. */
  GIVEN_BACK
}
