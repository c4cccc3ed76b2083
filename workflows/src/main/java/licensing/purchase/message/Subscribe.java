package licensing.purchase.message;

import licensing.buyer.Buyer;
import licensing.offer.Offer;
import licensing.terms.Consent;
import licensing.terms.TermsVersion;

/**
 * The click on Subscribe Now. Quantity, auto-renewal and the terms shown come from the buyer; offer
 * and current terms come from the server, since a validator can read nothing.
 */
public record Subscribe(
    Buyer buyer,
    Offer offer,
    int quantity,
    boolean autoRenew,
    Consent consent,
    TermsVersion currentTerms) {}
