package licensing.web.purchase;

import java.util.List;
import java.util.Optional;
import licensing.buyer.Buyer;
import licensing.edge.BuyingRights;
import licensing.edge.BuyingRights.Limit;
import licensing.purchase.PurchaseId;
import licensing.purchase.PurchaseWorkflow.Subscribe;
import licensing.purchase.message.Refusal;
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
  private final BuyingRights rights;
  private final PurchaseProcesses processes;

  Subscribing(
      PurchaseRecords records, OpenLimit limit, BuyingRights rights, PurchaseProcesses processes) {
    this.records = records;
    this.limit = limit;
    this.rights = rights;
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
    Optional<Limit> against = isOpen(open, order) ? Optional.empty() : against(order);
    if (against.isPresent()) {
      return new NotAllowed(against.get());
    }
    before.run();
    return asked(order);
  }

  private static boolean isOpen(List<PurchaseRecord> open, Checked.Order order) {
    return open.stream().anyMatch(each -> each.id().equals(order.purchase()));
  }

  /** A purchase would refuse it as well, and stay open for nothing. */
  private Optional<Limit> against(Checked.Order order) {
    Subscribe asked = order.subscribe();
    return rights.against(
        order.purchase(),
        asked.buyer(),
        asked.offer().kind(),
        asked.quantity(),
        asked.offer().total(asked.quantity()));
  }

  private Answer asked(Checked.Order order) {
    CallResult<PurchaseId> result = processes.subscribe(order.purchase(), order.subscribe());
    return result instanceof CallResult.Refused<?>(var why, var _)
            && why == Refusal.NOT_ALLOWED_TO_BUY
        ? new NotAllowed(rights.of(order.subscribe().buyer()).orElse(new Limit(null)))
        : new Asked(result);
  }

  /** The form of a purchase that has gone on meanwhile finds that one, and makes no other. */
  private static boolean isStillCharging(
      List<PurchaseRecord> open, Checked.Order order, Buyer buyer) {
    return !isOpen(open, order)
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

  /** The organization does not let them, or not for so much. */
  record NotAllowed(Limit limit) implements Answer {}

  record Asked(CallResult<PurchaseId> result) implements Answer {}
}
