package licensing.web.purchase;

import licensing.offer.Offer;

/**
 * What a buyer entered, to be shown again.
 *
 * @param quantity as the buyer wrote it
 */
record FilledIn(String quantity, boolean autoRenew) {

  /** Auto-Renewal is never shown selected where it cannot be selected. */
  static FilledIn of(Offer offer, String quantity, boolean autoRenew) {
    return new FilledIn(quantity, autoRenew && offer.autoRenewalSelectable());
  }
}
