package licensing.web.support;

import java.util.List;
import java.util.Optional;
import licensing.purchase.status.Attention;
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

  /** What a good colleague would do now; null where it is well to wait. */
  public @Nullable SupportChoice recommended() {
    var choice = summary.trouble() == null ? null : remedy(summary.trouble());
    return choice != null && proposal == null && choices().contains(choice) ? choice : null;
  }

  /** By why a person should look. */
  private SupportChoice remedy(Attention trouble) {
    return switch (trouble) {
      case PAYMENT_UNKNOWN -> SupportChoice.RECHECK_NOW;
      case PLATFORM_UNREACHABLE,
          PLATFORM_REFUSES_US,
          ACTIVATION_FAILING,
          CAPTURE_FAILING,
          RELEASE_FAILING ->
          SupportChoice.RETRY_NOW;
      case MONEY_LOST -> SupportChoice.MARK_AS_SETTLED;
      case PLATFORM_REPORT ->
          purchase.sentBack() == null ? SupportChoice.MARK_AS_SETTLED : SupportChoice.SUSPEND;
    };
  }

  /** The rest of them, in their order. */
  public List<SupportChoice> others() {
    var recommended = recommended();
    return choices().stream().filter(choice -> choice != recommended).toList();
  }

  public StatusChip chip() {
    return StatusChip.of(summary);
  }

  /** Enough to tell it apart in a heading. */
  public String shortId() {
    return id().substring(0, 8);
  }

  public String id() {
    return purchase.subscription().purchase().toString();
  }
}
