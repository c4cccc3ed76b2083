package licensing.web.process;

/** What became of a report to a purchase. */
public enum Delivery {
  /** Temporal keeps it from here on. */
  ACKNOWLEDGED,
  /** Nobody is there to report to: the purchase is over, or never was. */
  NOBODY_THERE,
  /** Temporal was not reached, or did not answer in time: report again. */
  NOT_CONFIRMED
}
