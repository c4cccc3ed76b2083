package licensing.payment.braintree;

import java.util.List;
import licensing.payment.Authorization;
import licensing.payment.LateMoney;
import licensing.payment.Money;
import licensing.payment.PaymentAttempt;
import licensing.payment.ReleaseResult;
import licensing.payment.jdbc.SurplusPayments;
import org.jspecify.annotations.Nullable;

/** Gives back what the platform holds or took beside the one payment that was adopted. */
final class Surplus {

  private final Sales sales;
  private final Settlement settlement;
  private final SurplusPayments recorded;

  Surplus(Sales sales, Settlement settlement, SurplusPayments recorded) {
    this.sales = sales;
    this.settlement = settlement;
    this.recorded = recorded;
  }

  /**
   * Repeatable: what an earlier run found and did not bring to its end is given back as well.
   *
   * @throws PlatformTrouble when the platform does not answer
   */
  LateMoney giveBackAll(PaymentAttempt attempt, @Nullable Authorization adopted) {
    String kept = adopted == null ? "" : adopted.reference();
    PlatformTrouble.asking(() -> sales.search(attempt)).stream()
        .filter(sale -> sale.holdsMoney() && !sale.id().equals(kept))
        .forEach(sale -> recorded.found(attempt, sale.id(), sale.amount()));
    List<String> references = recorded.of(attempt);
    references.forEach(reference -> giveBack(attempt, reference));
    return references.isEmpty() ? LateMoney.NONE : LateMoney.GIVEN_BACK;
  }

  /**
   * @throws PlatformTrouble when the platform does not answer
   */
  ReleaseResult giveBack(PaymentAttempt attempt, String reference, @Nullable Money amount) {
    recorded.found(attempt, reference, amount);
    return giveBack(attempt, reference);
  }

  private ReleaseResult giveBack(PaymentAttempt attempt, String reference) {
    ReleaseResult how = settlement.giveBack(reference);
    recorded.givenBack(attempt, reference, how);
    return how;
  }
}
