package licensing.payment;

/** What a buyer may pay with, by what the platform makes of it. */
public enum Card {
  ACCEPTED,
  DECLINED,
  /** The platform finds the payment secret wrong. */
  INVALID
}
