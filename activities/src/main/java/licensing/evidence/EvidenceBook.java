package licensing.evidence;

import licensing.purchase.PurchaseId;

/** Where the evidence of purchases is written. */
public interface EvidenceBook {

  /**
   * Writes down all that is known of a purchase that has ended, unless its newest document says the
   * same. To be called within the transaction that changed something, with the purchase's row
   * locked and nothing left to lock but that row: the organization's chain is locked last.
   */
  void keep(PurchaseId purchase);
}
