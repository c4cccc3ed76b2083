package licensing.web.support.list;

import licensing.reading.search.FoundPurchase;
import licensing.web.support.TemporalPages;

/** A purchase as a line of the file: of its buyer no more than ids and the login name. */
final class ExportedPurchase {

  static final String HEADER =
      Csv.line(
          "purchase",
          "subscribed",
          "ended",
          "organization",
          "organization name",
          "user",
          "login name",
          "offer",
          "quantity",
          "total",
          "currency",
          "step",
          "outcome",
          "needs a person",
          "why",
          "payment attempt",
          "payment",
          "card",
          "platform reference",
          "license key",
          "history");

  private ExportedPurchase() {}

  /** Names and times as they are recorded, whatever the reader's language. */
  static String line(FoundPurchase found, TemporalPages temporal) {
    var purchase = found.purchase();
    var subscription = purchase.subscription();
    var progress = purchase.progress();
    return Csv.line(
        subscription.purchase(),
        subscription.subscribedAt(),
        purchase.endedAt(),
        subscription.buyer().organization().value(),
        purchase.organizationName(),
        subscription.buyer().user().value(),
        purchase.boughtBy(),
        subscription.offer().kind(),
        subscription.quantity(),
        subscription.total().amount().toPlainString(),
        subscription.total().currency().getCurrencyCode(),
        progress.step().words(),
        progress.outcome() == null ? null : progress.outcome().label(),
        found.attention(),
        purchase.attentionReason(),
        progress.attempt(),
        progress.payment(),
        found.card(),
        found.reference(),
        purchase.license() == null ? null : purchase.license().key().value(),
        temporal.of(subscription.purchase()));
  }
}
