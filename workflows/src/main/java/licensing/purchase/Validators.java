package licensing.purchase;

import static licensing.purchase.message.Refusal.*;

import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;
import licensing.buyer.Buyer;
import licensing.offer.Offer;
import licensing.payment.Payments.AuthorizationResult;
import licensing.purchase.PurchaseWorkflow.PurchaseStart;
import licensing.purchase.PurchaseWorkflow.Subscribe;
import licensing.purchase.message.Refusal;
import licensing.purchase.message.SupportCommand;
import licensing.purchase.message.SupportCommand.MoneyDecision;
import licensing.purchase.status.PurchaseState;
import licensing.purchase.status.PurchaseState.PurchaseStep;
import licensing.terms.Terms;
import licensing.terms.Terms.Consent;
import org.jspecify.annotations.Nullable;

/** What a purchase refuses, whatever the page in front of it checked already. */
final class Validators {

  /** As the platform gives them, with room for how it might. */
  private static final Pattern REFERENCE = Pattern.compile("[0-9A-Za-z_-]{1,64}");

  private static final Duration LONGEST_EXTENSION = Duration.ofHours(24);

  private Validators() {}

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
          "already subscribed: %s; resume, or start anew".formatted(earlier.licenses()));
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

  /** Whether or not it is recorded yet. */
  static void isSubscribed(@Nullable Subscription subscription) {
    refuseIf(subscription == null, NOT_SUBSCRIBED, "nothing was subscribed to");
  }

  /** Until the buyer goes to pay; after that the consent given holds. */
  static void consentHolds(Consent consent, Terms.Version currentTerms) {
    refuseIf(
        !consent.termsVersion().equals(currentTerms),
        STALE_TERMS,
        "the terms changed since Subscribe Now");
  }

  static void isUnpaid(boolean submitted) {
    refuseIf(submitted, PAYMENT_UNDER_WAY, "a payment is being processed");
  }

  static void isAllowed(PurchaseState state, SupportCommand.Action action) {
    Refusal refusal = state.against(action);
    if (refusal != null) {
      throw refusal.because("%s does not apply now".formatted(action.words()));
    }
  }

  /** What names a payment names it as the platform may. */
  static void canBeFound(SupportCommand command) {
    MoneyDecision decision = command.decision();
    String reference = decision == null ? null : decision.reference();
    refuseIf(
        reference != null && !REFERENCE.matcher(reference).matches(),
        NOT_BORNE_OUT,
        "that is no reference of a payment");
  }

  static void isBorneOut(AuthorizationResult result) {
    if (result instanceof AuthorizationResult.Unknown(String reason, boolean _)) {
      throw NOT_BORNE_OUT.because(reason);
    }
  }

  /**
   * @param end null where nobody is waited for to pay
   */
  static void isLater(@Nullable Instant end, Instant wanted) {
    refuseIf(end == null, NO_DEADLINE, "nobody is waited for to pay");
    refuseIf(
        !wanted.isAfter(end) || wanted.isAfter(Deadline.now().plus(LONGEST_EXTENSION)),
        DEADLINE_NOT_ALLOWED,
        "a new deadline is later than %s, and at most %d hours from now"
            .formatted(end, LONGEST_EXTENSION.toHours()));
  }

  private static void refuseIf(boolean refused, Refusal refusal, String message) {
    refusal.when(refused, message);
  }
}
