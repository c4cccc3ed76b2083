package licensing.bench.chaos;

import java.util.Collection;
import java.util.function.Predicate;

/**
 * What is wrong with purchases at rest. One purchase may be wrong in several ways.
 *
 * @param purchases all that were begun
 * @param lost the money is held or taken, and there is no license
 * @param doubled the money is held or taken twice, or there are two licenses
 * @param unpaid there is a license, and no money
 * @param stuck the payment was kept, and the purchase has not ended
 */
public record Damage(long purchases, long lost, long doubled, long unpaid, long stuck) {

  /**
   * One purchase, as the ledgers say at rest.
   *
   * @param kept whether its buyer was told that the payment is kept
   * @param charges sales on the platform whose money is held or taken
   */
  public record Ended(boolean kept, long charges, long licenses, boolean hasEnded) {}

  public static Damage of(Collection<Ended> purchases) {
    return new Damage(
        purchases.size(),
        count(purchases, each -> each.charges() > 0 && each.licenses() == 0),
        count(purchases, each -> each.charges() > 1 || each.licenses() > 1),
        count(purchases, each -> each.charges() == 0 && each.licenses() > 0),
        count(purchases, each -> each.kept() && !each.hasEnded()));
  }

  private static long count(Collection<Ended> purchases, Predicate<Ended> wrong) {
    return purchases.stream().filter(wrong).count();
  }
}
