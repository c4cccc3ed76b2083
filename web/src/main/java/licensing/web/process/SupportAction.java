package licensing.web.process;

import java.time.Instant;
import java.util.Optional;
import licensing.payment.Resolution;
import licensing.paymentevent.PaymentEventsWorkflow;
import licensing.purchase.message.ExtendDeadline;
import licensing.purchase.message.MoneyMove;
import licensing.purchase.message.Proposal;
import licensing.purchase.message.ResolveUnknown;
import licensing.purchase.message.SupportRequest;

/**
 * What support asks of a purchase, as values: the updates of {@code PurchaseSupport}, and of the
 * workflow of payment events for one that has ended.
 */
public sealed interface SupportAction {

  /** Who asks, why, and from which version of the page. */
  SupportRequest request();

  record RecheckNow(SupportRequest request) implements SupportAction {}

  record RetryNow(SupportRequest request) implements SupportAction {}

  record Resolve(SupportRequest request, Resolution resolution) implements SupportAction {}

  record GiveBackAndEnd(SupportRequest request) implements SupportAction {}

  record Propose(SupportRequest request, MoneyMove move) implements SupportAction {}

  record Extend(SupportRequest request, Instant payBefore) implements SupportAction {}

  record Annotate(SupportRequest request) implements SupportAction {}

  record MarkAsSettled(SupportRequest request) implements SupportAction {}

  /** The name of its update. */
  default String update() {
    return switch (this) {
      case RecheckNow _ -> "recheckNow";
      case RetryNow _ -> "retryNow";
      case Resolve _ -> "resolveUnknown";
      case GiveBackAndEnd _ -> "giveBackAndEnd";
      case Propose _ -> "propose";
      case Extend _ -> "extendDeadline";
      case Annotate _ -> PaymentEventsWorkflow.ANNOTATE;
      case MarkAsSettled _ -> PaymentEventsWorkflow.MARK_AS_SETTLED;
    };
  }

  /** The same as a proposal; empty for what needs no second person. */
  default Optional<SupportAction> proposed() {
    return switch (this) {
      case Resolve(var request, var resolution) ->
          Optional.of(new Propose(request, MoneyMove.resolving(resolution)));
      case GiveBackAndEnd(var request) -> Optional.of(new Propose(request, MoneyMove.GIVING_BACK));
      case RecheckNow _, RetryNow _, Propose _, Extend _, Annotate _, MarkAsSettled _ ->
          Optional.empty();
    };
  }

  /**
   * Whether the purchase's own process is asked, even after the end: it may still have things to
   * do, or else is known to have ended. What is left is for the workflow of payment events.
   */
  default boolean isForTheProcess(boolean open) {
    return switch (this) {
      case Annotate _ -> open;
      case MarkAsSettled _ -> false;
      case RecheckNow _, RetryNow _, Resolve _, GiveBackAndEnd _, Propose _, Extend _ -> true;
    };
  }

  /** What the update takes. */
  default Object message() {
    return switch (this) {
      case Resolve(var request, var resolution) -> new ResolveUnknown(request, resolution);
      case Propose(var request, var move) -> new Proposal(request, move);
      case Extend(var request, var payBefore) -> new ExtendDeadline(request, payBefore);
      case RecheckNow _, RetryNow _, GiveBackAndEnd _, Annotate _, MarkAsSettled _ -> request();
    };
  }
}
