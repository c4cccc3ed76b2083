package licensing.paymentevent;

import io.temporal.activity.ActivityInterface;
import licensing.purchase.PurchaseId;
import licensing.purchase.PurchaseWorkflow.PlatformReported;
import licensing.purchase.status.Attention;
import org.jspecify.annotations.Nullable;

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

  /**
   * What came of a report.
   *
   * @param words "applied: ..." or "ignored: ...", as it is kept beside the report
   * @param attention why a person should look at the purchase by now, null when nobody needs to
   */
  record ReportResult(String words, @Nullable Attention attention) {}
}
