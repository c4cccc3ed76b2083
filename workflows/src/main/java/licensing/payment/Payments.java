package licensing.payment;

import io.temporal.activity.ActivityInterface;

/**
 * Moves money on the platform, and keeps the attempt's row as the referee of every race. The key of
 * every effect is {@link PaymentAttempt#orderId()}. What passes by itself is an exception: to be
 * tried again.
 */
@ActivityInterface(namePrefix = "Payments.")
public interface Payments {

  /** Of its own, so that a platform which keeps silent delays nobody who needs the database. */
  String TASK_QUEUE = "payments";

  /**
   * Asks the platform to hold the money of a submitted attempt. Sells at most once: a run that
   * finds the attempt already charging looks up instead. Heartbeats, so that a dead worker is
   * noticed within seconds.
   *
   * @throws io.temporal.failure.ApplicationFailure as {@link AuthorizationResult#unlessNotTaken}
   *     makes it, where the platform provably never took the request: the same may be sent again
   */
  AuthorizationResult authorize(PaymentAttempt attempt);

  /**
   * Finds out what became of an attempt that was sent to the platform. Never sells. An attempt that
   * is known already is answered from its row; one that is still submitted was not sent, so it is
   * {@code NotTaken}, and one that is still open {@code NotHandedIn}.
   *
   * @throws io.temporal.failure.ApplicationFailure as {@link AuthorizationResult#unlessUnknown}
   *     makes it, where it is not known yet
   */
  AuthorizationResult lookUp(PaymentAttempt attempt);

  /**
   * Ends the uncertainty about an attempt as a person found out, as far as the platform bears it
   * out. A payment that is named must be of this attempt, its amount and its currency; whatever
   * else is held for the attempt is given back. An attempt is given up as not charged only where
   * nothing is found for it and the platform can no longer decide otherwise; it stays on the watch
   * list.
   *
   * @return {@code Unknown}, with the reason, where it is not borne out: then nothing has changed
   */
  AuthorizationResult resolve(PaymentAttempt attempt, Resolution resolution);

  /**
   * Takes the held money, and records that the purchase ended as licensed: the last of its effects,
   * in one transaction. Repeatable: money that is taken already is {@code Captured}.
   */
  CaptureResult capture(PaymentAttempt attempt, Authorization authorization);

  /** Gives held or taken money back. Reads before it repeats, so that nothing goes back twice. */
  ReleaseResult release(PaymentAttempt attempt, Authorization authorization);

  /**
   * Searches once more for an attempt that was closed without the platform's own answer, and gives
   * back whatever is held for it by now. Repeatable.
   */
  LateMoney giveBackLate(PaymentAttempt attempt);
}
