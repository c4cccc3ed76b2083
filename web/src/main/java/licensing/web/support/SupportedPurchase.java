package licensing.web.support;

import java.util.List;
import java.util.Optional;
import licensing.purchase.status.StatusSummary;
import licensing.reading.Proposals.Proposed;
import licensing.reading.PurchaseRecords.PurchaseRecord;
import licensing.reading.Timelines;
import licensing.web.support.SupportChoice.ProposedAction;
import org.jspecify.annotations.Nullable;

/**
 * A purchase as support staff see it.
 *
 * @param proposal what waits for a second person, null where nothing does
 */
record SupportedPurchase(
    PurchaseRecord purchase,
    StatusSummary summary,
    List<Timelines.Event> news,
    @Nullable ProposedAction proposal,
    String temporalPage,
    String paymentEventsPage) {

  static SupportedPurchase of(
      PurchaseRecord purchase,
      List<Timelines.Event> news,
      Optional<Proposed> proposed,
      TemporalPages pages) {
    var id = purchase.subscription().purchase();
    var summary = purchase.summary();
    var proposal = proposed.filter(it -> summary.allows(it.action())).map(ProposedAction::of);
    return new SupportedPurchase(
        purchase, summary, news, proposal.orElse(null), pages.of(id), pages.ofPaymentEvents(id));
  }

  /** What may be asked of it. */
  public List<SupportChoice> choices() {
    return SupportChoice.of(summary);
  }

  public boolean offers(String choice) {
    return choices().stream().anyMatch(offered -> offered.name().equals(choice));
  }

  /** Whether one of them asks for the license's key. */
  public boolean isChoosesTyped() {
    return choices().stream().anyMatch(SupportChoice::isTyped);
  }

  public String id() {
    return purchase.subscription().purchase().toString();
  }
}
