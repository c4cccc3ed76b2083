package licensing.web.process;

import java.time.Instant;
import licensing.payment.AuthorizationResult;
import licensing.purchase.PurchaseSupport;
import licensing.purchase.message.ExtendDeadline;
import licensing.purchase.message.Proposal;
import licensing.purchase.message.Refusal;
import licensing.purchase.message.ResolveUnknown;
import licensing.purchase.message.SupportRequest;

/** Refuses whatever was asked for from version 0, and grants the rest. */
final class SmallDesk implements PurchaseSupport {

  @Override
  public void recheckNow(SupportRequest request) {}

  @Override
  public void validateRecheckNow(SupportRequest request) {
    check(request);
  }

  @Override
  public void retryNow(SupportRequest request) {}

  @Override
  public void validateRetryNow(SupportRequest request) {
    check(request);
  }

  @Override
  public AuthorizationResult resolveUnknown(ResolveUnknown said) {
    return new AuthorizationResult.NotFound(said.resolution().toString());
  }

  @Override
  public void validateResolveUnknown(ResolveUnknown said) {
    check(said.request());
  }

  @Override
  public void giveBackAndEnd(SupportRequest request) {}

  @Override
  public void validateGiveBackAndEnd(SupportRequest request) {
    check(request);
  }

  @Override
  public void propose(Proposal proposal) {}

  @Override
  public void validatePropose(Proposal proposal) {
    check(proposal.request());
  }

  @Override
  public Instant extendDeadline(ExtendDeadline extension) {
    return extension.payBefore();
  }

  @Override
  public void validateExtendDeadline(ExtendDeadline extension) {
    check(extension.request());
  }

  @Override
  public void annotate(SupportRequest note) {}

  @Override
  public void validateAnnotate(SupportRequest note) {
    check(note);
  }

  private static void check(SupportRequest request) {
    SmallPurchase.refuseIf(request.versionSeen() == 0, Refusal.CHANGED_SINCE);
  }
}
