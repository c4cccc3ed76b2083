package licensing.purchase.status;

/** What a purchase does next by itself. */
public enum NextStep {
  LAPSES_UNLESS_SUBSCRIBED,
  LAPSES_UNLESS_PAID,
  ASKS_FOR_THE_MONEY,
  ASKS_AGAIN,
  ASKS_ONCE_THE_KEYS_ARE_RIGHT,
  LOOKS_UP,
  OFFERS_ANOTHER_CARD,
  RECORDS_THE_END,
  ACTIVATES,
  ACTIVATES_AGAIN,
  CAPTURES,
  CAPTURES_AGAIN,
  GIVES_BACK,
  GIVES_BACK_AGAIN,
  NOTHING,
  /** The license stays suspended until a person settled it with the buyer. */
  WAITS_FOR_A_SETTLEMENT,
  /** A person answers the platform, or the platform reports again. */
  WAITS_FOR_AN_ANSWER;

  public static NextStep of(PurchaseState state) {
    Attention attention = state.attention();
    // What the platform reports keeps no open purchase from its way.
    return attention == null || (attention.isLasting() && state.isOpen())
        ? smoothly(PurchaseStatus.of(state), state.isOpen())
        : despite(attention);
  }

  private static NextStep smoothly(PurchaseStatus status, boolean open) {
    return switch (status) {
      case SUBSCRIBING -> LAPSES_UNLESS_SUBSCRIBED;
      case CONFIRM, AWAITING_PAYMENT -> LAPSES_UNLESS_PAID;
      case PROCESSING -> ASKS_FOR_THE_MONEY;
      case PLATFORM_DOWN -> ASKS_AGAIN;
      case CHECKING -> LOOKS_UP;
      case REFUSED -> OFFERS_ANOTHER_CARD;
      case ACTIVATING -> ACTIVATES;
      case GIVING_BACK -> GIVES_BACK;
      case CLOSING -> RECORDS_THE_END;
      case LICENSED -> open ? CAPTURES : NOTHING;
      case WITHDRAWN, LAPSED, DECLINED, GIVEN_BACK, SUSPENDED, TAKEN_BACK -> NOTHING;
    };
  }

  private static NextStep despite(Attention attention) {
    return switch (attention) {
      case PAYMENT_UNKNOWN -> LOOKS_UP;
      case PLATFORM_UNREACHABLE -> ASKS_AGAIN;
      case PLATFORM_REFUSES_US -> ASKS_ONCE_THE_KEYS_ARE_RIGHT;
      case ACTIVATION_FAILING -> ACTIVATES_AGAIN;
      case CAPTURE_FAILING -> CAPTURES_AGAIN;
      case RELEASE_FAILING -> GIVES_BACK_AGAIN;
      case MONEY_LOST -> WAITS_FOR_A_SETTLEMENT;
      case PLATFORM_REPORT -> WAITS_FOR_AN_ANSWER;
    };
  }
}
