package licensing.purchase.message;

import static licensing.purchase.message.Refusal.REASON_MISSING;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import licensing.buyer.Buyer.UserId;
import licensing.payment.Payments.Resolution;
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
  @JsonSubTypes.Type(SupportCommand.WithdrawProposal.class),
  @JsonSubTypes.Type(SupportCommand.ExtendDeadline.class),
  @JsonSubTypes.Type(SupportCommand.Annotate.class),
  @JsonSubTypes.Type(SupportCommand.MarkAsSettled.class),
  @JsonSubTypes.Type(SupportCommand.Reinstate.class),
  @JsonSubTypes.Type(SupportCommand.Suspend.class)
})
public sealed interface SupportCommand {

  /** How the words of a proposal begin, and those of its withdrawal. */
  String PROPOSE = "propose: ";

  String WITHDRAW = "withdraw: ";

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
   * is refused until somebody else has proposed the very same of this attempt to pay, within a day,
   * and is of support still.
   */
  record Propose(SupportRequest request, MoneyDecision decision) implements SupportCommand {}

  /** To take back what the same person proposed and nobody has done yet. */
  record WithdrawProposal(SupportRequest request, MoneyDecision decision)
      implements SupportCommand {}

  /** To leave the buyer more time: the deadline from then on. */
  record ExtendDeadline(SupportRequest request, Instant payBefore) implements SupportCommand {}

  /** To leave a note on the purchase: its reason. */
  record Annotate(SupportRequest request) implements SupportCommand {}

  /** To say that a person settled what they were asked to look at. */
  record MarkAsSettled(SupportRequest request) implements SupportCommand {}

  /**
   * To let a suspended license work again, since its money is with us after all, or is no matter
   * any more. What was read of its payments before does not suspend it anew.
   */
  record Reinstate(SupportRequest request) implements SupportCommand {}

  /** To stop a license whose money is known to have gone back, by whomever. */
  record Suspend(SupportRequest request) implements SupportCommand {}

  /** What must be allowed for it. */
  default Action action() {
    return switch (this) {
      case RecheckNow _ -> Action.RECHECK_NOW;
      case RetryNow _ -> Action.RETRY_NOW;
      case ResolveUnknown _ -> Action.RESOLVE_UNKNOWN;
      case GiveBackAndEnd _ -> Action.GIVE_BACK_AND_END;
      case Propose(var _, var decision) -> decision.action();
      case WithdrawProposal(var _, var decision) -> decision.action();
      case ExtendDeadline _ -> Action.EXTEND_DEADLINE;
      case Annotate _ -> Action.ANNOTATE;
      case MarkAsSettled _ -> Action.MARK_AS_SETTLED;
      case Reinstate _ -> Action.REINSTATE;
      case Suspend _ -> Action.SUSPEND;
    };
  }

  /** What it decides about money; null where it decides nothing, as a proposal does. */
  default @Nullable MoneyDecision decides() {
    return switch (this) {
      case ResolveUnknown(var _, var resolution) -> MoneyDecision.resolving(resolution);
      case GiveBackAndEnd _ -> MoneyDecision.GIVING_BACK;
      case Reinstate _ -> MoneyDecision.REINSTATING;
      case Suspend _ -> MoneyDecision.SUSPENDING;
      case RecheckNow _,
          RetryNow _,
          Propose _,
          WithdrawProposal _,
          ExtendDeadline _,
          Annotate _,
          MarkAsSettled _ ->
          null;
    };
  }

  /** What is decided, proposed or withdrawn about money; null where nothing is. */
  default @Nullable MoneyDecision decision() {
    return switch (this) {
      case Propose(var _, var decision) -> decision;
      case WithdrawProposal(var _, var decision) -> decision;
      default -> decides();
    };
  }

  /** Whether it is about the purchase's money, so that nobody may ask it of their own purchase. */
  default boolean concernsMoney() {
    return decides() != null || this instanceof Propose || this instanceof MarkAsSettled;
  }

  /** The same, in another request. */
  default SupportCommand with(SupportRequest request) {
    return switch (this) {
      case RecheckNow _ -> new RecheckNow(request);
      case RetryNow _ -> new RetryNow(request);
      case ResolveUnknown(var _, var resolution) -> new ResolveUnknown(request, resolution);
      case GiveBackAndEnd _ -> new GiveBackAndEnd(request);
      case Propose(var _, var decision) -> new Propose(request, decision);
      case WithdrawProposal(var _, var decision) -> new WithdrawProposal(request, decision);
      case ExtendDeadline(var _, var payBefore) -> new ExtendDeadline(request, payBefore);
      case Annotate _ -> new Annotate(request);
      case MarkAsSettled _ -> new MarkAsSettled(request);
      case Reinstate _ -> new Reinstate(request);
      case Suspend _ -> new Suspend(request);
    };
  }

  /** As it stands in the audit of support's actions: two that differ read differently. */
  default String words() {
    return switch (this) {
      case Propose(var _, var decision) -> PROPOSE + decision.words();
      case WithdrawProposal(var _, var decision) -> WITHDRAW + decision.words();
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

  /**
   * What a support person asks of a purchase.
   *
   * @param operator the id of the support person, and no name, which could not be erased from a
   *     history; what was asked before has the login name, and so has what is asked by hand
   * @param operatorId who that is: names change, and may come to be another's. Null in what was
   *     asked before it was kept; the records take no such request any more
   * @param reason in their words, not empty
   * @param versionSeen the version of the purchase on the page they acted from
   * @param signature of the console, by which the records know that the operator asked for it; null
   *     where none is made
   */
  record SupportRequest(
      String operator,
      @Nullable UserId operatorId,
      String reason,
      long versionSeen,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String signature) {

    /** In characters; of a note, which is its reason, more. */
    public static final int LONGEST_REASON = 500;

    public static final int LONGEST_NOTE = 2000;

    /** Not signed. */
    public SupportRequest(
        String operator, @Nullable UserId operatorId, String reason, long versionSeen) {
      this(operator, operatorId, reason, versionSeen, null);
    }

    public SupportRequest signed(@Nullable String signature) {
      return new SupportRequest(operator, operatorId, reason, versionSeen, signature);
    }

    /** Refuses what names no operator, gives no reason, or cannot be kept. */
    public void mustBeExplained() {
      mustBeSigned(LONGEST_REASON);
    }

    public void mustBeNote() {
      mustBeSigned(LONGEST_NOTE);
    }

    private void mustBeSigned(int longest) {
      REASON_MISSING.when(
          !ForeignText.isKept(operator, Integer.MAX_VALUE) || !ForeignText.isKept(reason, longest),
          "an action names its operator, and a reason of at most %d characters, all of which can be seen"
              .formatted(longest));
    }
  }

  /**
   * What support does that decides about money, so that the settings may ask for a second person.
   *
   * @param action what is decided
   * @param resolution what an unknown payment is said to have become; null for any other decision
   */
  record MoneyDecision(Action action, @Nullable Resolution resolution) {

    public static final MoneyDecision GIVING_BACK =
        new MoneyDecision(Action.GIVE_BACK_AND_END, null);

    public static final MoneyDecision REINSTATING = new MoneyDecision(Action.REINSTATE, null);

    public static final MoneyDecision SUSPENDING = new MoneyDecision(Action.SUSPEND, null);

    public static MoneyDecision resolving(Resolution resolution) {
      return new MoneyDecision(Action.RESOLVE_UNKNOWN, resolution);
    }

    public MoneyDecision {
      boolean decidesAboutMoney =
          resolution == null
              ? action == Action.GIVE_BACK_AND_END
                  || action == Action.REINSTATE
                  || action == Action.SUSPEND
              : action == Action.RESOLVE_UNKNOWN;
      if (!decidesAboutMoney) {
        throw new IllegalArgumentException("it moves no money: " + action);
      }
    }

    /** Of the payment that it is about, on the platform; null where it names none. */
    public @Nullable String reference() {
      return resolution instanceof Resolution.Paid(String reference) ? reference : null;
    }

    /** As it stands in the audit of support's actions: two that differ read differently. */
    public String words() {
      return switch (resolution) {
        case null -> action.words();
        case Resolution.Paid(String reference) -> action.words() + " as paid by " + reference;
        case Resolution.NotCharged() -> action.words() + " as not charged";
      };
    }
  }

  /** What support may do with a purchase, in the order in which it is offered. */
  enum Action {
    RETRY_NOW("retry now"),
    RECHECK_NOW("recheck now"),
    RESOLVE_UNKNOWN("resolve unknown payment"),
    GIVE_BACK_AND_END("give back and end"),
    EXTEND_DEADLINE("extend the deadline"),
    ANNOTATE("annotate"),
    /** Says that nobody needs to look any more, where only a person can know that. */
    MARK_AS_SETTLED("mark as settled"),
    REINSTATE("reinstate the license"),
    SUSPEND("suspend the license");

    private final String words;

    Action(String words) {
      this.words = words;
    }

    /** As it stands in the audit of support's actions. */
    public String words() {
      return words;
    }

    /** Whether it is only for what has ended, and so for the workflow of payment events. */
    public boolean isAfterTheEnd() {
      return this == MARK_AS_SETTLED || this == REINSTATE || this == SUSPEND;
    }
  }
}
