package licensing.audit.ledger;

import java.time.Duration;

/**
 * What goes on by itself and should not take long.
 *
 * @param number how many wait
 * @param oldest how long the first of them has waited, by the database's clock; zero where none
 *     waits
 */
public record Backlog(long number, Duration oldest) {

  /** What may wait. */
  public enum Kind {
    /** From Subscribe Now to an end. */
    OPEN_PURCHASE,
    /** From the request on, while nobody knows whether the money is held. */
    UNKNOWN_PAYMENT,
    /** From its authorization on: money that is held for a license and not taken. */
    HELD_MONEY,
    /** Held money whose authorization may end within {@link OpenMatters#ENDING_SOON}. */
    ENDING_HOLD,
    /** Found within {@link OpenMatters#RECENTLY}: money that no purchase needs. */
    SURPLUS_PAYMENT,
    /** Handed in at the payment page, and not acknowledged by Temporal. */
    UNREPORTED_PAYMENT,
    /** Received from the platform, and not acknowledged by Temporal. */
    UNREPORTED_WEBHOOK,
    /** Acknowledged by Temporal, and not compared with what the platform says. */
    UNDECIDED_WEBHOOK
  }
}
