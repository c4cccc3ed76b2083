package licensing.web.purchase;

import licensing.purchase.PurchaseId;

/**
 * What makes a form the only one of its kind: the purchase it is for, signed.
 *
 * @param issuedAt in seconds since 1970
 */
record FormTicket(PurchaseId purchase, long issuedAt, String mac) {

  @Override
  public String toString() {
    return "FormTicket[" + purchase + "]";
  }
}
