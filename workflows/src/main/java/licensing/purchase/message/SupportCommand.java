package licensing.purchase.message;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import licensing.payment.Resolution;
import licensing.purchase.status.PurchaseAction;
import org.jspecify.annotations.Nullable;

/**
 * What support asks of a purchase. Whatever is asked of one that is open is asked by one update;
 * what may be asked afterwards as well, of the workflow that follows late payment events.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "is")
@JsonSubTypes({
  @JsonSubTypes.Type(SupportCommand.RecheckNow.class),
  @JsonSubTypes.Type(SupportCommand.RetryNow.class),
  @JsonSubTypes.Type(SupportCommand.ResolveUnknown.class),
  @JsonSubTypes.Type(SupportCommand.GiveBackAndEnd.class),
  @JsonSubTypes.Type(SupportCommand.Propose.class),
  @JsonSubTypes.Type(SupportCommand.ExtendDeadline.class),
  @JsonSubTypes.Type(SupportCommand.Annotate.class),
  @JsonSubTypes.Type(SupportCommand.MarkAsSettled.class)
})
public sealed interface SupportCommand {

  /** Who asks, why, and from which version of the page. */
  SupportRequest request();

  /** To look again at once at a payment that is not known, instead of at the next turn. */
  record RecheckNow(SupportRequest request) implements SupportCommand {}

  /** To try at once whatever failed and waits for its next turn. */
  record RetryNow(SupportRequest request) implements SupportCommand {}

  /** To end the uncertainty about a payment; the platform decides whether it is so. */
  record ResolveUnknown(SupportRequest request, Resolution resolution) implements SupportCommand {}

  /**
   * To give held money back and end the purchase, while no license was delivered: a delivered one
   * is non-revocable. Answered once it is certain that none ever will be.
   */
  record GiveBackAndEnd(SupportRequest request) implements SupportCommand {}

  /**
   * To propose a decision about money. Where the settings ask for a second person, such a decision
   * is refused until somebody else has proposed the very same of this attempt to pay.
   */
  record Propose(SupportRequest request, MoneyDecision decision) implements SupportCommand {}

  /** To leave the buyer more time: the deadline from then on. */
  record ExtendDeadline(SupportRequest request, Instant payBefore) implements SupportCommand {}

  /** To leave a note on the purchase: its reason. */
  record Annotate(SupportRequest request) implements SupportCommand {}

  /** To say that a person settled what they were asked to look at. */
  record MarkAsSettled(SupportRequest request) implements SupportCommand {}

  /** What must be allowed for it. */
  default PurchaseAction action() {
    return switch (this) {
      case RecheckNow _ -> PurchaseAction.RECHECK_NOW;
      case RetryNow _ -> PurchaseAction.RETRY_NOW;
      case ResolveUnknown _ -> PurchaseAction.RESOLVE_UNKNOWN;
      case GiveBackAndEnd _ -> PurchaseAction.GIVE_BACK_AND_END;
      case Propose(var _, var decision) -> decision.action();
      case ExtendDeadline _ -> PurchaseAction.EXTEND_DEADLINE;
      case Annotate _ -> PurchaseAction.ANNOTATE;
      case MarkAsSettled _ -> PurchaseAction.MARK_AS_SETTLED;
    };
  }

  /** What it decides about money; null where it decides nothing, as a proposal does. */
  default @Nullable MoneyDecision decides() {
    return switch (this) {
      case ResolveUnknown(var _, var resolution) -> MoneyDecision.resolving(resolution);
      case GiveBackAndEnd _ -> MoneyDecision.GIVING_BACK;
      case RecheckNow _, RetryNow _, Propose _, ExtendDeadline _, Annotate _, MarkAsSettled _ ->
          null;
    };
  }

  /** As it stands in the audit of support's actions: two that differ read differently. */
  default String words() {
    return switch (this) {
      case Propose(var _, var decision) -> "propose: " + decision.words();
      case ResolveUnknown(var _, var resolution) -> MoneyDecision.resolving(resolution).words();
      default -> action().words();
    };
  }

  /**
   * Refuses what names no operator, gives no reason, or cannot be kept.
   *
   * @throws io.temporal.failure.ApplicationFailure as {@link Refusal#because} makes it
   */
  default void mustBeExplained() {
    if (this instanceof Annotate) {
      request().mustBeNote();
    } else {
      request().mustBeExplained();
    }
  }
}
