package licensing.webhook;

import io.temporal.activity.ActivityInterface;

/** Speaks to the endpoints of organizations, and writes down what they answered. */
@ActivityInterface(namePrefix = "Webhooks.")
public interface Webhooks {

  /**
   * Tries once, and writes down what came of it. What was not taken is thrown, with how long to
   * wait before the next try; the server repeats it. Repeatable: a receiver tells a repetition by
   * its message's id.
   */
  DeliveryState deliver(DeliveryId delivery);

  /**
   * Writes down that it is not tried any more, and disables an endpoint that has taken nothing
   * since: its organization is told. Repeatable.
   */
  DeliveryState giveUp(DeliveryId delivery);

  /** What became of a delivery. The names are stored in rows. */
  enum DeliveryState {
    WAITING,
    DELIVERED,
    FAILED
  }
}
