package licensing.purchase;

import io.temporal.workflow.Workflow;
import licensing.license.ActivationResult;
import licensing.license.License;
import licensing.payment.CaptureResult;
import licensing.payment.PaymentAttempt;
import licensing.payment.ReleaseResult;
import licensing.purchase.Paying.Payment.Paid;
import licensing.purchase.status.Attention;
import licensing.purchase.status.PurchaseOutcome;
import licensing.purchase.status.PurchaseOutcome.GivenBack;
import licensing.purchase.status.PurchaseOutcome.Licensed;
import licensing.purchase.status.PurchaseOutcome.Suspended;
import org.jspecify.annotations.Nullable;

/** What follows on held money: the license and then the capture, or the money back. */
final class Delivering {

  private final Timeouts waits;
  private final Records records;
  private final Patience patience;
  private @Nullable String givenUp;
  private @Nullable ActivationResult settled;

  Delivering(Timeouts waits, Records records, Patience patience) {
    this.waits = waits;
    this.records = records;
    this.patience = patience;
  }

  ActivationResult activate(Subscription subscription, Paid paid) {
    String what = "activate " + subscription.licenses();
    ActivationResult result =
        patience.keepTrying(
            what,
            Attention.ACTIVATION_FAILING,
            () ->
                givenUp == null
                    ? Activities.licenses(waits, what).activate(subscription, paid.authorization())
                    : new ActivationResult.Refused(givenUp));
    switch (result) {
      case ActivationResult.Activated activated -> settled = activated;
      case ActivationResult.Refused(String reason) -> givenUp = reason;
    }
    return result;
  }

  /** The fence: after it stands, no forgotten worker can activate what is not paid for. */
  ActivationResult abandon(PurchaseId purchase, String reason) {
    String what = "abandon the activation";
    ActivationResult result =
        patience.keepTrying(
            what,
            Attention.ACTIVATION_FAILING,
            () -> Activities.licenses(waits, what).abandon(purchase, reason));
    settled = result;
    return result;
  }

  /** Whether no license is delivered any more. */
  boolean hasGivenUp() {
    return givenUp != null;
  }

  /** Whether a license was delivered, which is non-revocable. */
  boolean hasDelivered() {
    return settled instanceof ActivationResult.Activated;
  }

  /**
   * Tries no longer to deliver.
   *
   * @return whether that holds: no license was delivered, and none ever will be
   */
  boolean giveUp(String reason) {
    givenUp = reason;
    patience.wake();
    Workflow.await(() -> settled != null);
    return !hasDelivered();
  }

  PurchaseOutcome capture(Paid paid, License license) {
    String what = "capture attempt %d, %s".formatted(paid.attempt().number(), amount(paid));
    CaptureResult result =
        patience.keepTrying(
            what,
            Attention.CAPTURE_FAILING,
            () -> Activities.payments(waits, what).capture(paid.attempt(), paid.authorization()));
    return switch (result) {
      case CaptureResult.Captured captured -> new Licensed(license, paid.authorization());
      case CaptureResult.Lost(String reason) -> suspend(license, reason);
    };
  }

  PurchaseOutcome giveBack(Paid paid, String reason) {
    String what = "release attempt %d, %s".formatted(paid.attempt().number(), amount(paid));
    ReleaseResult how =
        patience.keepTrying(
            what,
            Attention.RELEASE_FAILING,
            () -> Activities.payments(waits, what).release(paid.attempt(), paid.authorization()));
    return new GivenBack(reason, how);
  }

  /** "Not found" meant "not yet": money that came meanwhile belongs to nothing any more. */
  void giveBackLate(PaymentAttempt attempt) {
    String what =
        "search once more for attempt %d, %s".formatted(attempt.number(), attempt.amount());
    patience.keepTrying(
        what,
        Attention.RELEASE_FAILING,
        () -> Activities.payments(waits, what).giveBackLate(attempt));
  }

  private PurchaseOutcome suspend(License license, String reason) {
    records.attention(Attention.MONEY_LOST, "the held money is gone: " + reason);
    String what = "suspend license " + license.key().value();
    patience.keepTrying(
        what,
        Attention.CAPTURE_FAILING,
        () -> {
          Activities.licenses(waits, what).suspend(license.purchase(), reason);
          return license;
        });
    return new Suspended(license, reason);
  }

  private static String amount(Paid paid) {
    return paid.authorization().amount().toString();
  }
}
