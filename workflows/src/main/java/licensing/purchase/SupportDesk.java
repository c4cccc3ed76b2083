package licensing.purchase;

import static licensing.purchase.status.PurchaseAction.*;

import java.time.Instant;
import java.util.function.Supplier;
import licensing.payment.AuthorizationResult;
import licensing.purchase.message.ExtendDeadline;
import licensing.purchase.message.MoneyMove;
import licensing.purchase.message.Proposal;
import licensing.purchase.message.Refusal;
import licensing.purchase.message.ResolveUnknown;
import licensing.purchase.message.SupportRequest;
import licensing.purchase.status.PurchaseAction;
import licensing.purchase.status.PurchaseState;

/** What support does with a purchase: checked, written to the audit, and then done. */
final class SupportDesk implements PurchaseSupport {

  private final Supplier<PurchaseState> standing;
  private final Records records;
  private final Patience patience;
  private final Paying paying;
  private final Delivering delivering;

  SupportDesk(
      Supplier<PurchaseState> standing,
      Records records,
      Patience patience,
      Paying paying,
      Delivering delivering) {
    this.standing = standing;
    this.records = records;
    this.patience = patience;
    this.paying = paying;
    this.delivering = delivering;
  }

  @Override
  public void validateRecheckNow(SupportRequest request) {
    isExplainedAndAllowed(request, RECHECK_NOW);
  }

  /** Looking again does no harm, so it does not wait for its note. */
  @Override
  public void recheckNow(SupportRequest request) {
    patience.wake();
    records.supportAction(RECHECK_NOW, request);
  }

  @Override
  public void validateRetryNow(SupportRequest request) {
    isExplainedAndAllowed(request, RETRY_NOW);
  }

  /** Each try has one effect however often it is made, so it does not wait either. */
  @Override
  public void retryNow(SupportRequest request) {
    patience.retry();
    records.supportAction(RETRY_NOW, request);
  }

  @Override
  public void validateResolveUnknown(ResolveUnknown said) {
    isExplainedAndAllowed(said.request(), RESOLVE_UNKNOWN);
    Rules.canBeFound(MoneyMove.resolving(said.resolution()));
  }

  @Override
  public AuthorizationResult resolveUnknown(ResolveUnknown said) {
    records.moneyMove(MoneyMove.resolving(said.resolution()), said.request());
    AuthorizationResult result = paying.resolve(said.resolution());
    Rules.isBorneOut(result);
    return result;
  }

  @Override
  public void validateGiveBackAndEnd(SupportRequest request) {
    isExplainedAndAllowed(request, GIVE_BACK_AND_END);
  }

  @Override
  public void giveBackAndEnd(SupportRequest request) {
    records.moneyMove(MoneyMove.GIVING_BACK, request);
    boolean certain = delivering.giveUp("support gave it back: " + request.reason());
    Rules.refuseIf(!certain, Refusal.LICENSE_DELIVERED, "the license was delivered meanwhile");
  }

  @Override
  public void validatePropose(Proposal proposal) {
    isExplainedAndAllowed(proposal.request(), proposal.move().action());
    Rules.canBeFound(proposal.move());
  }

  @Override
  public void propose(Proposal proposal) {
    records.proposal(proposal);
  }

  @Override
  public void validateExtendDeadline(ExtendDeadline extension) {
    isExplainedAndAllowed(extension.request(), EXTEND_DEADLINE);
    Rules.isLater(paying.deadline(), extension.payBefore());
  }

  @Override
  public Instant extendDeadline(ExtendDeadline extension) {
    records.supportAction(EXTEND_DEADLINE, extension.request());
    // It may have passed while that was written.
    Rules.isLater(paying.deadline(), extension.payBefore());
    paying.extendTo(extension.payBefore());
    records.deadline(extension.payBefore());
    return extension.payBefore();
  }

  @Override
  public void validateAnnotate(SupportRequest note) {
    note.mustBeNote();
    Rules.isAllowed(standing.get(), ANNOTATE);
  }

  @Override
  public void annotate(SupportRequest note) {
    records.supportAction(ANNOTATE, note);
  }

  private void isExplainedAndAllowed(SupportRequest request, PurchaseAction action) {
    request.mustBeExplained();
    Rules.isAllowed(standing.get(), action);
  }
}
