package licensing.payment;

/** How held money was given back. */
public enum ReleaseResult {
  /** The hold was lifted: no money has moved. */
  RELEASED,
  /** The money had moved already and was sent back. */
  REFUNDED
}
