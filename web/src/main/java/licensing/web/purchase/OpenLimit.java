package licensing.web.purchase;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import licensing.buyer.Buyer;
import licensing.purchase.PurchaseId;
import licensing.reading.PurchaseRecords.PurchaseRecord;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * How many purchases may be open at a time: each is a process with a deadline of half an hour. Of a
 * user and, four times as many, of an organization. Orders of one moment may pass it by a few.
 */
@Component
final class OpenLimit {

  private final int ofUser;
  private final int ofOrganization;
  private final Counter reached;

  /**
   * @param ofUser how many of one user; those of an organization are read up to fifty
   */
  OpenLimit(@Value("${purchases.open:5}") int ofUser, MeterRegistry metrics) {
    if (ofUser < 1) {
      throw new IllegalArgumentException("OPEN_PURCHASES must be 1 or more");
    }
    this.ofUser = ofUser;
    // As many as are read would never be more than that.
    this.ofOrganization = ofUser > 12 ? Integer.MAX_VALUE : 4 * ofUser;
    this.reached =
        Counter.builder("open_purchases_refused")
            .description("Orders of users or organizations with as many open purchases as allowed")
            .register(metrics);
  }

  /**
   * Whether no further one may be subscribed to.
   *
   * @param open of the organization
   * @param ordered that which would be: where it is open already, its form was sent again
   */
  boolean isReached(List<PurchaseRecord> open, PurchaseId ordered, Buyer buyer) {
    boolean again = open.stream().anyMatch(each -> each.subscription().purchase().equals(ordered));
    long own = open.stream().filter(each -> each.subscription().buyer().equals(buyer)).count();
    boolean refused = !again && (own >= ofUser || open.size() >= ofOrganization);
    if (refused) {
      reached.increment();
    }
    return refused;
  }
}
