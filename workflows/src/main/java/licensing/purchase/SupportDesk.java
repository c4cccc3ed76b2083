package licensing.purchase;

import java.time.Instant;
import java.util.function.Supplier;
import licensing.payment.AuthorizationResult;

/** What support does with a purchase: checked, written to the audit, and then done. */
final class SupportDesk implements PurchaseSupport {

  private final Supplier<PurchaseStep> step;
  private final Records records;
  private final Patience patience;
  private final Paying paying;
  private final Delivering delivering;

  SupportDesk(
      Supplier<PurchaseStep> step,
      Records records,
      Patience patience,
      Paying paying,
      Delivering delivering) {
    this.step = step;
    this.records = records;
    this.patience = patience;
    this.paying = paying;
    this.delivering = delivering;
  }

  @Override
  public void validateRecheckNow(SupportRequest request) {
    isExplainedAndOpen(request);
    Rules.waitsForALook(paying.isUnknown());
  }

  /** Looking again does no harm, so it does not wait for its note. */
  @Override
  public void recheckNow(SupportRequest request) {
    patience.wake();
    records.supportAction("recheck now", request);
  }

  @Override
  public void validateRetryNow(SupportRequest request) {
    isExplainedAndOpen(request);
    Rules.waitsForATry(patience.isPausing());
  }

  /** Each try has one effect however often it is made, so it does not wait either. */
  @Override
  public void retryNow(SupportRequest request) {
    patience.wake();
    records.supportAction("retry now", request);
  }

  @Override
  public void validateResolveUnknown(ResolveUnknown said) {
    isExplainedAndOpen(said.request());
    Rules.isUnknown(paying.isUnknown());
    Rules.canBeFound(said.resolution());
  }

  @Override
  public AuthorizationResult resolveUnknown(ResolveUnknown said) {
    records.supportAction("resolve unknown payment", said.request());
    AuthorizationResult result = paying.resolve(said.resolution());
    Rules.isBorneOut(result);
    return result;
  }

  @Override
  public void validateGiveBackAndEnd(SupportRequest request) {
    isExplainedAndOpen(request);
    Rules.hasNotDelivered(delivering.hasDelivered());
    Rules.holdsMoney(step.get(), paying.isUnknown());
  }

  @Override
  public void giveBackAndEnd(SupportRequest request) {
    records.supportAction("give back and end", request);
    Rules.hasNotDelivered(!delivering.giveUp("support gave it back: " + request.reason()));
  }

  @Override
  public void validateExtendDeadline(ExtendDeadline extension) {
    isExplainedAndOpen(extension.request());
    Rules.isLater(paying.deadline(), extension.payBefore());
  }

  @Override
  public Instant extendDeadline(ExtendDeadline extension) {
    records.supportAction("extend the deadline", extension.request());
    // It may have passed while that was written.
    Rules.isLater(paying.deadline(), extension.payBefore());
    paying.extendTo(extension.payBefore());
    records.deadline(extension.payBefore());
    return extension.payBefore();
  }

  @Override
  public void validateAnnotate(SupportRequest note) {
    Rules.isNote(note);
    Rules.isOpen(step.get());
  }

  @Override
  public void annotate(SupportRequest note) {
    records.supportAction("annotate", note);
  }

  private void isExplainedAndOpen(SupportRequest request) {
    Rules.isExplained(request);
    Rules.isOpen(step.get());
  }
}
