package licensing.offer;

import java.util.Locale;
import licensing.payment.Money;

/**
 * What is sold, at which price, for which period.
 *
 * @param unitPrice of one license for one period
 * @param periodDays the license period in days of 24 hours
 * @param minimumQuantity smallest number of licenses in one purchase
 * @param maximumQuantity largest number of licenses in one purchase
 * @param autoRenewalSelectable whether a buyer may choose auto-renewal
 */
public record Offer(
    Kind kind,
    Money unitPrice,
    int periodDays,
    int minimumQuantity,
    int maximumQuantity,
    boolean autoRenewalSelectable) {

  public Offer {
    if (periodDays < 1 || minimumQuantity < 1 || maximumQuantity < minimumQuantity) {
      throw new IllegalArgumentException("impossible limits of offer " + kind);
    }
  }

  /** The price of a whole purchase. */
  public Money total(int quantity) {
    return unitPrice.times(quantity);
  }

  /** Whether one purchase may be about that many licenses. */
  public boolean allows(int quantity) {
    return minimumQuantity <= quantity && quantity <= maximumQuantity;
  }

  /** A kind of license that is sold. The names are stored in histories and rows. */
  public enum Kind {
    MIGRATION,
    DISASTER_RESILIENCE;

    /** As people read it, such as "disaster resilience". */
    public String words() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }
}
