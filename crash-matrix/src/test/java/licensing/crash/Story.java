package licensing.crash;

import java.util.Locale;
import licensing.purchase.status.PurchaseOutcome;

/** How a purchase comes to the activity that is looked at, and what it ends with. */
enum Story {
  BUYS(PurchaseOutcome.Kind.LICENSED),
  /** The platform sells and does not say so. */
  BUYS_UNHEARD(PurchaseOutcome.Kind.LICENSED),
  /** The first request comes after it was given up, while a second card is charged. */
  BUYS_TWICE(PurchaseOutcome.Kind.LICENSED),
  /** The organization is gone when the license is to be activated. */
  IS_REFUSED(PurchaseOutcome.Kind.GIVEN_BACK),
  /** The hold is gone when the money is to be taken. */
  LOSES_THE_MONEY(PurchaseOutcome.Kind.SUSPENDED),
  WITHDRAWS(PurchaseOutcome.Kind.WITHDRAWN);

  private final PurchaseOutcome.Kind end;

  Story(PurchaseOutcome.Kind end) {
    this.end = end;
  }

  PurchaseOutcome.Kind end() {
    return end;
  }

  String words() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  static Story of(Activity activity) {
    return switch (activity) {
      case RECORD_SUBSCRIPTION, OPEN_ATTEMPT, AUTHORIZE, CAPTURE, ACTIVATE -> BUYS;
      case LOOK_UP -> BUYS_UNHEARD;
      case GIVE_BACK_LATE -> BUYS_TWICE;
      case ABANDON, RELEASE -> IS_REFUSED;
      case SUSPEND -> LOSES_THE_MONEY;
      case CLOSE_ATTEMPT, END -> WITHDRAWS;
    };
  }
}
