package licensing.purchase;

import static licensing.purchase.Refusal.*;

import licensing.offer.Offer;
import licensing.terms.Consent;
import licensing.terms.TermsVersion;
import org.jspecify.annotations.Nullable;

/** What a purchase refuses, whatever the page in front of it checked already. */
final class Rules {

  private static final int LONGEST_REASON = 500;

  private Rules() {}

  static void belongs(PurchaseStart start, Buyer sender) {
    refuseIf(!start.buyer().equals(sender), NOT_YOURS, "another buyer's purchase");
  }

  static void isOpen(PurchaseStep step) {
    refuseIf(step == PurchaseStep.ENDED, ENDED, "the purchase has ended");
  }

  /** The first order decides; a further one is only welcome if it asks for the very same. */
  static void isAcceptable(PurchaseStart start, Subscribe order, @Nullable Subscription earlier) {
    if (earlier == null) {
      isOffered(start, order);
    } else {
      refuseIf(
          !earlier.isFor(order),
          ALREADY_SUBSCRIBED,
          "already subscribed: %d licenses; resume, or start anew".formatted(earlier.quantity()));
    }
  }

  private static void isOffered(PurchaseStart start, Subscribe order) {
    Offer offer = order.offer();
    refuseIf(offer.kind() != start.offer(), OTHER_OFFER, "the form was for another offer");
    refuseIf(
        !order.consent().termsVersion().equals(order.currentTerms()),
        STALE_TERMS,
        "the terms changed since the page was shown");
    refuseIf(
        !offer.allows(order.quantity()),
        QUANTITY_NOT_OFFERED,
        "%d to %d licenses".formatted(offer.minimumQuantity(), offer.maximumQuantity()));
    refuseIf(
        order.autoRenew() && !offer.autoRenewalSelectable(),
        AUTO_RENEWAL_NOT_OFFERED,
        "auto-renewal cannot be selected for this offer");
  }

  static void isSubscribed(boolean recorded) {
    refuseIf(!recorded, NOT_SUBSCRIBED, "nothing was subscribed to");
  }

  /** Until the buyer goes to pay; after that the consent given holds. */
  static void consentHolds(Consent consent, TermsVersion currentTerms) {
    refuseIf(
        !consent.termsVersion().equals(currentTerms),
        STALE_TERMS,
        "the terms changed since Subscribe Now");
  }

  static void isUnpaid(boolean submitted) {
    refuseIf(submitted, PAYMENT_UNDER_WAY, "a payment is being processed");
  }

  static void isWaiting(boolean pausing) {
    refuseIf(!pausing, NOTHING_TO_RECHECK, "nothing waits for another look");
  }

  static void isExplained(SupportRequest request) {
    refuseIf(
        request.operator().isBlank()
            || request.reason().isBlank()
            || request.reason().length() > LONGEST_REASON,
        REASON_MISSING,
        "an action names its operator and a reason of at most %d characters"
            .formatted(LONGEST_REASON));
  }

  static void refuseIf(boolean refused, Refusal refusal, String message) {
    if (refused) {
      throw refusal.because(message);
    }
  }
}
