package licensing.bench.shop;

import io.temporal.activity.ActivityInterface;
import java.util.UUID;

/**
 * The effects of a purchase's steps, as activities. Each may run any number of times with one
 * effect.
 */
@ActivityInterface(namePrefix = "Shop.")
public interface ShopSteps {

  /** Keeps consent and price. */
  void presentTerms(UUID purchase);

  /** Opens the attempt that the payment page pays. */
  void confirmRedirect(UUID purchase);

  /**
   * Holds the money. Whoever makes the attempt charging sells; everybody else looks first whether
   * that sale was made.
   *
   * @return whether it is held; not where the bank declined
   */
  boolean authorize(UUID purchase);

  /** Makes the license work, and lets open pages go home. */
  void activate(UUID purchase);

  /** Takes the money, and ends the purchase. */
  void capture(UUID purchase);

  /** The first end stays. */
  void end(UUID purchase, String outcome);
}
