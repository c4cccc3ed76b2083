package licensing.payment;

import licensing.purchase.status.StateGraph;

/**
 * Where a payment attempt is. Its row decides every race; the names are stored there. What may
 * follow what stands in {@link StateGraph#ATTEMPT}.
 */
public enum AttemptState implements StateGraph.State {
  /** The payment page may hand in a payment. */
  OPEN,
  /** A payment was handed in; nothing was sent to the platform, or provably not taken by it. */
  SUBMITTED,
  /** The request may be on its way to the platform: look up, never sell again. */
  CHARGING,
  /** The money is held. */
  AUTHORIZED,
  /** The bank or the platform refused. */
  DECLINED,
  /** The platform proved that it took nothing, and never will for this attempt. */
  NOT_CHARGED,
  /** Nobody here knows yet whether the money is held. */
  UNKNOWN,
  /** Ended by deadline or withdrawal before anything was sent to the platform. */
  CLOSED;

  /** Whether the platform may hold, or come to hold, money for it that is not accounted for. */
  public boolean isUnsettled() {
    return StateGraph.mayHoldMoney(this);
  }

  /** Whether a payment was handed in and its end is not known yet. */
  public boolean isUnderWay() {
    return this == SUBMITTED || isUnsettled();
  }

  /** Whether its payment secret is of no more use. */
  public boolean isFinal() {
    return StateGraph.ATTEMPT.isFinal(this);
  }
}
