package licensing.web.support;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import licensing.purchase.status.PurchaseAction;
import licensing.purchase.status.StatusSummary;
import licensing.reading.Proposals.Proposed;

/** What a support person may choose on a purchase's page. */
public enum SupportChoice {
  RETRY_NOW(PurchaseAction.RETRY_NOW),
  RECHECK_NOW(PurchaseAction.RECHECK_NOW),
  RESOLVE_PAID(PurchaseAction.RESOLVE_UNKNOWN),
  RESOLVE_NOT_CHARGED(PurchaseAction.RESOLVE_UNKNOWN),
  GIVE_BACK_AND_END(PurchaseAction.GIVE_BACK_AND_END),
  EXTEND_DEADLINE(PurchaseAction.EXTEND_DEADLINE),
  ANNOTATE(PurchaseAction.ANNOTATE),
  MARK_AS_SETTLED(PurchaseAction.MARK_AS_SETTLED);

  private final PurchaseAction action;

  SupportChoice(PurchaseAction action) {
    this.action = action;
  }

  /** Only a first selection, by what is recorded: the process itself decides. */
  static List<SupportChoice> of(StatusSummary summary) {
    return Arrays.stream(values()).filter(choice -> summary.allows(choice.action)).toList();
  }

  static SupportChoice of(Proposed proposed) {
    return switch (proposed.action()) {
      case GIVE_BACK_AND_END -> GIVE_BACK_AND_END;
      case RESOLVE_UNKNOWN -> proposed.reference() == null ? RESOLVE_NOT_CHARGED : RESOLVE_PAID;
      default -> throw new IllegalArgumentException("nobody proposes to " + proposed.action());
    };
  }

  static Optional<SupportChoice> named(String name) {
    return Arrays.stream(values()).filter(choice -> choice.name().equals(name)).findFirst();
  }
}
