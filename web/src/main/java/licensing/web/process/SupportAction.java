package licensing.web.process;

import java.time.Instant;
import licensing.aftermath.AftermathWorkflow;
import licensing.payment.Resolution;
import licensing.purchase.ExtendDeadline;
import licensing.purchase.ResolveUnknown;
import licensing.purchase.SupportRequest;

/**
 * What support asks of a purchase, as values: the updates of {@code PurchaseSupport}, and of the
 * aftermath for one that has ended.
 */
public sealed interface SupportAction {

  /** Who asks, why, and from which version of the page. */
  SupportRequest request();

  record RecheckNow(SupportRequest request) implements SupportAction {}

  record RetryNow(SupportRequest request) implements SupportAction {}

  record Resolve(SupportRequest request, Resolution resolution) implements SupportAction {}

  record GiveBackAndEnd(SupportRequest request) implements SupportAction {}

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
      case Extend _ -> "extendDeadline";
      case Annotate _ -> AftermathWorkflow.ANNOTATE;
      case MarkAsSettled _ -> AftermathWorkflow.MARK_AS_SETTLED;
    };
  }

  /**
   * Whether the purchase's own process does it, even after the end if it still has things to do.
   */
  default boolean isForTheProcess(boolean open) {
    return open || this instanceof RetryNow;
  }

  /** What the update takes. */
  default Object message() {
    return switch (this) {
      case Resolve(var request, var resolution) -> new ResolveUnknown(request, resolution);
      case Extend(var request, var payBefore) -> new ExtendDeadline(request, payBefore);
      case RecheckNow _, RetryNow _, GiveBackAndEnd _, Annotate _, MarkAsSettled _ -> request();
    };
  }
}
