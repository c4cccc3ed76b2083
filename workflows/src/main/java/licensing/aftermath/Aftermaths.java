package licensing.aftermath;

import io.temporal.activity.ActivityInterface;
import licensing.purchase.PlatformReported;
import licensing.purchase.PurchaseId;

/** Finds out what is true of what the platform reports, and does what follows. */
@ActivityInterface(namePrefix = "Aftermaths.")
public interface Aftermaths {

  /**
   * Reads the payment again at the platform and writes down what it says, which may be more or less
   * than what was reported. Repeatable: the same truth has one effect, however often and in
   * whatever order it is reported. To be tried again for as long as it fails: then the platform is
   * away, or does not show yet what it reported.
   */
  ReportResult settle(PurchaseId purchase, PlatformReported report);
}
