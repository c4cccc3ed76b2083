package licensing.web.purchase;

import java.time.Clock;
import java.time.Duration;
import licensing.buyer.Buyer;
import licensing.offer.Offer;
import licensing.purchase.PurchaseId;
import licensing.web.security.Signatures;
import org.springframework.stereotype.Component;

/**
 * Mints the purchase ids of entry forms and recognises them: only ids made here, for this buyer and
 * this offer, become purchases, so that one form is one purchase.
 */
@Component
public final class SignedForms {

  private static final String PURPOSE = "entry form";
  private static final Duration LIFE = Duration.ofHours(24);

  private final Signatures signatures;
  private final Clock clock;

  SignedForms(Signatures signatures, Clock clock) {
    this.signatures = signatures;
    this.clock = clock;
  }

  FormTicket issue(Buyer buyer, Offer.Kind offer) {
    var purchase = PurchaseId.random();
    long now = clock.instant().getEpochSecond();
    return new FormTicket(
        purchase, now, signatures.of(PURPOSE, signed(purchase, now, buyer, offer)));
  }

  Verdict check(FormTicket ticket, Buyer buyer, Offer.Kind offer) {
    var signed = signed(ticket.purchase(), ticket.issuedAt(), buyer, offer);
    if (!signatures.isOf(PURPOSE, signed, ticket.mac())) {
      return Verdict.FORGED;
    }
    long age = clock.instant().getEpochSecond() - ticket.issuedAt();
    return age <= LIFE.toSeconds() ? Verdict.GENUINE : Verdict.EXPIRED;
  }

  private static String signed(PurchaseId purchase, long issuedAt, Buyer buyer, Offer.Kind offer) {
    return String.join(
        "\n",
        purchase.toString(),
        buyer.user().toString(),
        buyer.organization().toString(),
        offer.name(),
        Long.toString(issuedAt));
  }

  /** What a ticket is worth. */
  enum Verdict {
    GENUINE,
    FORGED,
    EXPIRED
  }

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
}
