package licensing.web.support;

import java.util.ArrayList;
import java.util.List;
import licensing.buyer.OrganizationId;
import licensing.evidence.EvidenceChains;
import licensing.evidence.EvidenceProblem;
import licensing.evidence.EvidenceReport;

/**
 * Whether the chain of an organization is what was written.
 *
 * @param problems the first of them
 */
record ChainCheck(EvidenceReport report, List<EvidenceProblem> problems) {

  private static final int SHOWN = 20;

  static ChainCheck of(EvidenceChains chains, OrganizationId organization) {
    var first = new ArrayList<EvidenceProblem>();
    var report =
        chains.verify(
            organization,
            problem -> {
              if (first.size() < SHOWN) {
                first.add(problem);
              }
            });
    return new ChainCheck(report, first);
  }
}
