package licensing.web.support.list;

import licensing.reading.Proposals.Waiting;
import licensing.web.support.ProposedAction;

/** A purchase of which something waits for a second person. */
record ListedProposal(String purchase, ProposedAction proposal) {

  static ListedProposal of(Waiting waiting) {
    return new ListedProposal(waiting.purchase().toString(), ProposedAction.of(waiting.proposed()));
  }
}
