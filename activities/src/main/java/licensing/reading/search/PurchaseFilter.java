package licensing.reading.search;

import java.time.Duration;
import licensing.purchase.status.Attention;
import licensing.purchase.status.PurchaseOutcome;
import licensing.purchase.status.PurchaseState.PurchaseStep;
import org.jspecify.annotations.Nullable;

/**
 * Which purchases are looked for. What is null is not asked.
 *
 * @param words the id of a purchase, of its payment attempt or of its workflow; id or name of an
 *     organization or a user; a payment's reference at the platform; a license key; or the last
 *     four digits of a card. Matched whole, names whatever their case; empty for all purchases
 */
public record PurchaseFilter(
    String words,
    @Nullable Need need,
    @Nullable PurchaseStep step,
    @Nullable End end,
    @Nullable Age age,
    Order order) {

  /** All purchases. */
  public static PurchaseFilter of(Order order) {
    return new PurchaseFilter("", null, null, null, null, order);
  }

  /**
   * That a person should look.
   *
   * @param why null for whatever reason
   */
  public record Need(@Nullable Attention why) {}

  /**
   * How it ended.
   *
   * @param outcome null for purchases that are still open
   */
  public record End(PurchaseOutcome.@Nullable Kind outcome) {}

  /**
   * How long ago it was subscribed to, by the database's clock.
   *
   * @param longer whether longer ago than that, or else within
   */
  public record Age(boolean longer, Duration than) {}

  /** What comes first. */
  public enum Order {
    /** Purchases that need a person, who waits for the longest first; then the newest. */
    URGENT,
    NEWEST,
    OLDEST
  }
}
