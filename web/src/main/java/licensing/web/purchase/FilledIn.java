package licensing.web.purchase;

/**
 * What a buyer entered, to be shown again.
 *
 * @param quantity as the buyer wrote it
 */
record FilledIn(String quantity, boolean autoRenew) {}
