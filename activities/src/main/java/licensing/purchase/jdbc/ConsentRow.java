package licensing.purchase.jdbc;

import java.time.Instant;
import java.util.UUID;
import licensing.purchase.Subscription;
import licensing.terms.Consent;

record ConsentRow(
    UUID purchaseId,
    UUID userId,
    int termsVersion,
    String textHash,
    String locale,
    Instant givenAt) {

  static ConsentRow of(Subscription subscription) {
    Consent consent = subscription.consent();
    return new ConsentRow(
        subscription.purchase().value(),
        subscription.buyer().user().value(),
        consent.termsVersion().value(),
        consent.textHash(),
        consent.locale(),
        consent.givenAt());
  }
}
