package licensing.purchase.message;

import licensing.buyer.Buyer;
import licensing.terms.TermsVersion;

/**
 * The click on Continue.
 *
 * @param currentTerms those in force now, from the server: consent to older ones does not hold
 */
public record ConfirmRedirect(Buyer buyer, TermsVersion currentTerms) {}
