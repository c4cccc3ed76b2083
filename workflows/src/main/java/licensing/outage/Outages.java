package licensing.outage;

import io.temporal.activity.ActivityInterface;
import java.util.List;
import licensing.purchase.PurchaseId;

/** What is known of an outage of the payment platform, and of those who wait for its end. */
@ActivityInterface(namePrefix = "Outages.")
public interface Outages {

  /**
   * Asks the platform for something small. Fails for as long as it does not answer, or refuses our
   * keys: to be tried again.
   *
   * @return how many tries it took
   */
  int probe();

  /** Those who need a person since the platform did not do its part; the longest waiting first. */
  List<PurchaseId> waiting(int most);
}
