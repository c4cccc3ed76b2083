package licensing.payment.braintree;

import com.braintreegateway.Transaction;
import licensing.payment.CaptureResult;
import licensing.payment.ReleaseResult;

/** Takes held money, or gives it back: reads the state first and believes only what it reads. */
final class Settlement {

  private final Sales sales;

  Settlement(Sales sales) {
    this.sales = sales;
  }

  /**
   * @throws PlatformTrouble when the platform does not answer, or has not made up its mind
   */
  CaptureResult take(String reference) {
    return PlatformTrouble.asking(() -> captured(submitted(reference)));
  }

  private Sale submitted(String reference) {
    Sale sale = sales.find(reference);
    if (sale.transaction().getStatus() == Transaction.Status.AUTHORIZED) {
      sales.submit(reference);
      // An answer that was refused may only say that an earlier one came first.
      sale = sales.find(reference);
    }
    return sale;
  }

  /**
   * @throws PlatformTrouble when the platform does not answer, or has not made up its mind
   */
  ReleaseResult giveBack(String reference) {
    return PlatformTrouble.asking(() -> givenBack(refunded(cancelled(reference))));
  }

  private Sale cancelled(String reference) {
    Sale sale = sales.find(reference);
    if (isVoidable(sale)) {
      sales.cancel(sale);
      sale = sales.find(reference);
    }
    return sale;
  }

  /** All of it: a part may have been sent back by hand, and a refund may have failed. */
  private Refunds refunded(Sale sale) {
    Refunds before = sales.refundsOf(sale);
    if (!isRefundable(sale) || before.areComplete()) {
      return before;
    }
    if (sale.disputes().areOpen()) {
      throw new PlatformTrouble(
          sale.id() + " is disputed: a refund beside that would give the money back twice");
    }
    sales.refund(before);
    return sales.refundsOf(sales.find(sale.id()));
  }

  private static CaptureResult captured(Sale sale) {
    Transaction.Status status = sale.transaction().getStatus();
    if (status == Transaction.Status.AUTHORIZED) {
      throw new PlatformTrouble("the money of " + sale.id() + " is still only held");
    }
    if (sale.holdsMoney()) {
      return new CaptureResult.Captured(sale.id());
    }
    if (sale.isRefused() || sale.isLetGo()) {
      return new CaptureResult.Lost(sale.status());
    }
    throw new PlatformTrouble("the platform says " + sale.status() + " of " + sale.id());
  }

  private static ReleaseResult givenBack(Refunds refunds) {
    Sale sale = refunds.sale();
    if (sale.isLetGo() || sale.isRefused()) {
      return ReleaseResult.RELEASED;
    }
    if (sale.disputes().areLost() || refunds.areComplete()) {
      return ReleaseResult.REFUNDED;
    }
    throw new PlatformTrouble("the platform says " + sale.status() + " of " + sale.id());
  }

  private static boolean isVoidable(Sale sale) {
    Transaction.Status status = sale.transaction().getStatus();
    return status == Transaction.Status.AUTHORIZED
        || status == Transaction.Status.SUBMITTED_FOR_SETTLEMENT
        || status == Transaction.Status.SETTLEMENT_PENDING;
  }

  private static boolean isRefundable(Sale sale) {
    return sale.holdsMoney() && !isVoidable(sale) && !sale.disputes().areLost();
  }
}
