package licensing.purchase.message;

import licensing.payment.Resolution;
import licensing.purchase.status.PurchaseAction;
import org.jspecify.annotations.Nullable;

/**
 * What support does that decides about money, so that the settings may ask for a second person.
 *
 * @param action either to give back, or to resolve what is unknown
 * @param resolution what the payment is said to have become; null where it is given back
 */
public record MoneyDecision(PurchaseAction action, @Nullable Resolution resolution) {

  public static final MoneyDecision GIVING_BACK =
      new MoneyDecision(PurchaseAction.GIVE_BACK_AND_END, null);

  public static MoneyDecision resolving(Resolution resolution) {
    return new MoneyDecision(PurchaseAction.RESOLVE_UNKNOWN, resolution);
  }

  public MoneyDecision {
    boolean decidesAboutMoney =
        resolution == null
            ? action == PurchaseAction.GIVE_BACK_AND_END
            : action == PurchaseAction.RESOLVE_UNKNOWN;
    if (!decidesAboutMoney) {
      throw new IllegalArgumentException("it moves no money: " + action);
    }
  }

  /** Of the payment that it is about, on the platform; null where it names none. */
  public @Nullable String reference() {
    return resolution instanceof Resolution.Paid(String reference) ? reference : null;
  }

  /** As it stands in the audit of support's actions: two that differ read differently. */
  public String words() {
    return switch (resolution) {
      case null -> action.words();
      case Resolution.Paid(String reference) -> action.words() + " as paid by " + reference;
      case Resolution.NotCharged() -> action.words() + " as not charged";
    };
  }
}
