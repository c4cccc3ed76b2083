package licensing.web.support;

import licensing.reading.Proposals.Proposed;

/** What waits for a second person, as a page offers it to them. */
record ProposedAction(SupportChoice choice, Proposed proposed) {

  static ProposedAction of(Proposed proposed) {
    return new ProposedAction(SupportChoice.of(proposed), proposed);
  }
}
