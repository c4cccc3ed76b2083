package licensing.web.purchase;

import java.util.List;
import licensing.buyer.Buyer;
import licensing.purchase.PurchaseId;
import licensing.reading.PurchaseRecords;
import licensing.reading.PurchaseRecords.PurchaseRecord;
import licensing.temporal.CallResult;
import licensing.web.process.PurchaseProcesses;
import licensing.web.progress.OwnPurchases.PurchaseView;
import licensing.web.purchase.EntryForm.Checked;
import org.springframework.stereotype.Component;

/** Subscribe Now, whether a person sends it by a form or a program by its key. */
@Component
final class Subscribing {

  private final PurchaseRecords records;
  private final OpenLimit limit;
  private final PurchaseProcesses processes;

  Subscribing(PurchaseRecords records, OpenLimit limit, PurchaseProcesses processes) {
    this.records = records;
    this.limit = limit;
    this.processes = processes;
  }

  /**
   * @param anyway whether it is wanted although another order may be charged still
   * @param before what has to be kept before there is a purchase
   */
  Answer subscribe(Checked.Order order, boolean anyway, Runnable before) {
    Buyer buyer = order.subscribe().buyer();
    var open = records.open(buyer.organization());
    if (limit.isReached(open, order.purchase(), buyer)) {
      return new TooMany(open);
    }
    if (!anyway && isStillCharging(open, order, buyer)) {
      return new StillCharging();
    }
    before.run();
    return new Asked(processes.subscribe(order.purchase(), order.subscribe()));
  }

  /** The form of a purchase that has gone on meanwhile finds that one, and makes no other. */
  private static boolean isStillCharging(
      List<PurchaseRecord> open, Checked.Order order, Buyer buyer) {
    return open.stream().noneMatch(each -> each.id().equals(order.purchase()))
        && open.stream()
            .map(PurchaseView::of)
            .anyMatch(each -> each.isCharging() && each.isOf(buyer));
  }

  /** What came of it. */
  sealed interface Answer {}

  /**
   * @param open one of which is to be paid or cancelled first
   */
  record TooMany(List<PurchaseRecord> open) implements Answer {}

  /** Another purchase of the buyer may be charged still. */
  record StillCharging() implements Answer {}

  record Asked(CallResult<PurchaseId> result) implements Answer {}
}
