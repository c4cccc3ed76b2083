package licensing.payment.braintree;

import com.braintreegateway.Transaction;
import java.util.List;
import licensing.payment.Money;
import licensing.payment.PaymentAttempt;
import licensing.payment.Payments.Authorization;
import licensing.payment.Payments.CaptureResult;
import licensing.payment.Payments.LateMoney;
import licensing.payment.Payments.ReleaseResult;
import licensing.payment.braintree.BraintreeClient.PlatformTrouble;
import licensing.payment.jdbc.SurplusPayments;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Takes held money, or gives it back: reads the state first and believes only what it reads. What
 * the platform holds or took beside the one payment that was adopted is surplus: it is recorded,
 * and given back.
 */
@Component
final class Settlement {

  private final BraintreeClient client;
  private final SurplusPayments surplus;

  Settlement(BraintreeClient client, SurplusPayments surplus) {
    this.client = client;
    this.surplus = surplus;
  }

  /**
   * @throws PlatformTrouble when the platform does not answer, or has not made up its mind
   */
  CaptureResult take(String reference) {
    return PlatformTrouble.asking(() -> captured(submitted(reference)));
  }

  private GatewayTransaction submitted(String reference) {
    GatewayTransaction sale = client.find(reference);
    if (sale.transaction().getStatus() == Transaction.Status.AUTHORIZED) {
      client.submit(reference);
      // An answer that was refused may only say that an earlier one came first.
      sale = client.find(reference);
    }
    return sale;
  }

  /**
   * @throws PlatformTrouble when the platform does not answer, or has not made up its mind
   */
  ReleaseResult giveBack(String reference) {
    return PlatformTrouble.asking(() -> givenBack(refunded(cancelled(reference))));
  }

  /**
   * Gives back all that is held for the attempt beside the adopted payment. Repeatable: what an
   * earlier run found and did not bring to its end is given back as well.
   *
   * @throws PlatformTrouble when the platform does not answer
   */
  LateMoney giveBackAllSurplus(PaymentAttempt attempt, @Nullable Authorization adopted) {
    String kept = adopted == null ? "" : adopted.reference();
    PlatformTrouble.asking(() -> client.search(attempt)).stream()
        .filter(sale -> sale.holdsMoney() && !sale.id().equals(kept))
        .forEach(sale -> surplus.found(attempt, sale.id(), sale.amount()));
    List<String> references = surplus.of(attempt);
    references.forEach(reference -> giveBackRecorded(attempt, reference));
    return references.isEmpty() ? LateMoney.NONE : LateMoney.GIVEN_BACK;
  }

  /**
   * Gives back one payment beside the adopted one.
   *
   * @param amount null where the platform names none
   * @throws PlatformTrouble when the platform does not answer
   */
  ReleaseResult giveBackSurplus(PaymentAttempt attempt, String reference, @Nullable Money amount) {
    surplus.found(attempt, reference, amount);
    return giveBackRecorded(attempt, reference);
  }

  private ReleaseResult giveBackRecorded(PaymentAttempt attempt, String reference) {
    ReleaseResult how = giveBack(reference);
    surplus.givenBack(attempt, reference, how);
    return how;
  }

  private GatewayTransaction cancelled(String reference) {
    GatewayTransaction sale = client.find(reference);
    if (isVoidable(sale)) {
      client.cancel(sale);
      sale = client.find(reference);
    }
    return sale;
  }

  /** All of it: a part may have been sent back by hand, and a refund may have failed. */
  private GatewayTransaction refunded(GatewayTransaction cancelled) {
    GatewayTransaction sale = client.withRefunds(cancelled);
    if (!isRefundable(sale) || sale.isRefunded()) {
      return sale;
    }
    if (sale.isDisputed()) {
      throw new PlatformTrouble(
          sale.id() + " is disputed: a refund beside that would give the money back twice");
    }
    client.refund(sale);
    return client.withRefunds(client.find(sale.id()));
  }

  private static CaptureResult captured(GatewayTransaction sale) {
    Transaction.Status status = sale.transaction().getStatus();
    if (status == Transaction.Status.AUTHORIZED) {
      throw new PlatformTrouble("the money of " + sale.id() + " is still only held");
    }
    if (sale.holdsMoney()) {
      return new CaptureResult.Captured();
    }
    if (sale.isRefused() || sale.isLetGo()) {
      return new CaptureResult.Lost(sale.status());
    }
    throw new PlatformTrouble("the platform says " + sale.status() + " of " + sale.id());
  }

  private static ReleaseResult givenBack(GatewayTransaction sale) {
    if (sale.isLetGo() || sale.isRefused()) {
      return ReleaseResult.RELEASED;
    }
    if (sale.isLostToBank() || sale.isRefunded()) {
      return ReleaseResult.REFUNDED;
    }
    throw new PlatformTrouble("the platform says " + sale.status() + " of " + sale.id());
  }

  private static boolean isVoidable(GatewayTransaction sale) {
    Transaction.Status status = sale.transaction().getStatus();
    return status == Transaction.Status.AUTHORIZED
        || status == Transaction.Status.SUBMITTED_FOR_SETTLEMENT
        || status == Transaction.Status.SETTLEMENT_PENDING;
  }

  private static boolean isRefundable(GatewayTransaction sale) {
    return sale.holdsMoney() && !isVoidable(sale) && !sale.isLostToBank();
  }
}
