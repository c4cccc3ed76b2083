package licensing.web.support;

import licensing.reading.Proposals.Proposed;

/** What waits for a second person, as a page offers it to them. */
public record ProposedAction(SupportChoice choice, Proposed proposed) {

  public static ProposedAction of(Proposed proposed) {
    return new ProposedAction(SupportChoice.of(proposed), proposed);
  }
}
