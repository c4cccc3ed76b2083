package licensing.platform.gateway;

import licensing.platform.card.CardEntry;

/** What a sale shall charge. */
sealed interface PaymentSource {

  /** A card that the form has taken; in the browser's place the merchant's server names it. */
  record Nonce(String value) implements PaymentSource {
    /** Without the nonce: records are printed in logs. */
    @Override
    public String toString() {
      return "Nonce[hidden]";
    }
  }

  /** A card that the merchant's server has read itself. */
  record TypedCard(CardEntry card) implements PaymentSource {}
}
