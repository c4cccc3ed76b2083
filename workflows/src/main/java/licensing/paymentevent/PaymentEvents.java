package licensing.paymentevent;

import io.temporal.activity.ActivityInterface;
import licensing.purchase.PurchaseId;
import licensing.purchase.message.PlatformReported;

/** Finds out what is true of what the platform reports, and does what follows. */
@ActivityInterface(namePrefix = "PaymentEvents.")
public interface PaymentEvents {

  /**
   * Reads the payment again at the platform and writes down what it says, which may be more or less
   * than what was reported. Repeatable: the same truth has one effect, however often and in
   * whatever order it is reported. To be tried again for as long as it fails: then the platform is
   * away, or does not show yet what it reported.
   */
  ReportResult settle(PurchaseId purchase, PlatformReported report);

  /**
   * The same for a payment that nothing was reported of, since the report was lost: what the
   * platform says of it now is written down, and what follows is done. Repeatable.
   *
   * @param reference of the payment on the platform
   */
  ReportResult reread(PurchaseId purchase, String reference);
}
