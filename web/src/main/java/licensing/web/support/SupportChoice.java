package licensing.web.support;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import licensing.purchase.message.SupportCommand;
import licensing.purchase.status.StatusSummary;
import licensing.reading.Proposals.Proposed;

/** What a support person may choose on a purchase's page. */
public enum SupportChoice {
  RETRY_NOW(SupportCommand.Action.RETRY_NOW),
  RECHECK_NOW(SupportCommand.Action.RECHECK_NOW),
  RESOLVE_PAID(SupportCommand.Action.RESOLVE_UNKNOWN),
  RESOLVE_NOT_CHARGED(SupportCommand.Action.RESOLVE_UNKNOWN),
  GIVE_BACK_AND_END(SupportCommand.Action.GIVE_BACK_AND_END),
  EXTEND_DEADLINE(SupportCommand.Action.EXTEND_DEADLINE),
  ANNOTATE(SupportCommand.Action.ANNOTATE),
  MARK_AS_SETTLED(SupportCommand.Action.MARK_AS_SETTLED),
  REINSTATE(SupportCommand.Action.REINSTATE),
  SUSPEND(SupportCommand.Action.SUSPEND);

  private final SupportCommand.Action action;

  SupportChoice(SupportCommand.Action action) {
    this.action = action;
  }

  /** Only a first selection, by what is recorded: the process itself decides. */
  static List<SupportChoice> of(StatusSummary summary) {
    return Arrays.stream(values()).filter(choice -> summary.allows(choice.action)).toList();
  }

  /** Whether one person may propose it for another to do. */
  boolean isProposed() {
    return switch (this) {
      case RESOLVE_PAID, RESOLVE_NOT_CHARGED, GIVE_BACK_AND_END, REINSTATE, SUSPEND -> true;
      case RETRY_NOW, RECHECK_NOW, EXTEND_DEADLINE, ANNOTATE, MARK_AS_SETTLED -> false;
    };
  }

  /** Whether its license has to be named by hand, so that no other one is meant. */
  public boolean isTyped() {
    return this == REINSTATE || this == SUSPEND;
  }

  static SupportChoice of(Proposed proposed) {
    return switch (proposed.action()) {
      case GIVE_BACK_AND_END -> GIVE_BACK_AND_END;
      case REINSTATE -> REINSTATE;
      case SUSPEND -> SUSPEND;
      case RESOLVE_UNKNOWN -> proposed.reference() == null ? RESOLVE_NOT_CHARGED : RESOLVE_PAID;
      default -> throw new IllegalArgumentException("nobody proposes to " + proposed.action());
    };
  }

  static Optional<SupportChoice> named(String name) {
    return Arrays.stream(values()).filter(choice -> choice.name().equals(name)).findFirst();
  }

  /** What waits for a second person, as a page offers it to them. */
  public record ProposedAction(SupportChoice choice, Proposed proposed) {

    public static ProposedAction of(Proposed proposed) {
      return new ProposedAction(SupportChoice.of(proposed), proposed);
    }
  }
}
