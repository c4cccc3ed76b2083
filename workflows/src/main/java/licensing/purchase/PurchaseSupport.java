package licensing.purchase;

import io.temporal.workflow.UpdateMethod;
import io.temporal.workflow.UpdateValidatorMethod;
import io.temporal.workflow.WorkflowInterface;
import java.time.Instant;
import licensing.payment.AuthorizationResult;
import licensing.purchase.message.ExtendDeadline;
import licensing.purchase.message.Proposal;
import licensing.purchase.message.Refusal;
import licensing.purchase.message.ResolveUnknown;
import licensing.purchase.message.SupportRequest;

/**
 * What support may do with a purchase that is open. Each is an update, since whoever acts must hear
 * what came of it; each names operator, reason and the version seen, and is written to the audit.
 * An action on a version that is no longer the newest is refused: somebody was faster, or the
 * purchase moved on. What a purchase refuses, {@link Refusal#of} reads.
 */
@WorkflowInterface
public interface PurchaseSupport {

  /** To look again at once at a payment that is not known, instead of at the next turn. */
  @UpdateMethod(name = "recheckNow")
  void recheckNow(SupportRequest request);

  @UpdateValidatorMethod(updateName = "recheckNow")
  void validateRecheckNow(SupportRequest request);

  /** To try at once whatever failed and waits for its next turn. */
  @UpdateMethod(name = "retryNow")
  void retryNow(SupportRequest request);

  @UpdateValidatorMethod(updateName = "retryNow")
  void validateRetryNow(SupportRequest request);

  /**
   * To end the uncertainty about a payment.
   *
   * @return what is known from now on, which may be other than what was said: the platform decides
   */
  @UpdateMethod(name = "resolveUnknown")
  AuthorizationResult resolveUnknown(ResolveUnknown said);

  @UpdateValidatorMethod(updateName = "resolveUnknown")
  void validateResolveUnknown(ResolveUnknown said);

  /**
   * To give held money back and end the purchase, while no license was delivered: a delivered one
   * is non-revocable. Answers once it is certain that none ever will be.
   */
  @UpdateMethod(name = "giveBackAndEnd")
  void giveBackAndEnd(SupportRequest request);

  @UpdateValidatorMethod(updateName = "giveBackAndEnd")
  void validateGiveBackAndEnd(SupportRequest request);

  /**
   * To propose an action that decides about money. Where the settings ask for a second person, such
   * an action is refused until somebody else has proposed the very same of this attempt to pay.
   */
  @UpdateMethod(name = "propose")
  void propose(Proposal proposal);

  @UpdateValidatorMethod(updateName = "propose")
  void validatePropose(Proposal proposal);

  /**
   * To leave the buyer more time.
   *
   * @return the deadline from now on
   */
  @UpdateMethod(name = "extendDeadline")
  Instant extendDeadline(ExtendDeadline extension);

  @UpdateValidatorMethod(updateName = "extendDeadline")
  void validateExtendDeadline(ExtendDeadline extension);

  /** To leave a note on the purchase: its reason. */
  @UpdateMethod(name = "annotate")
  void annotate(SupportRequest note);

  @UpdateValidatorMethod(updateName = "annotate")
  void validateAnnotate(SupportRequest note);
}
