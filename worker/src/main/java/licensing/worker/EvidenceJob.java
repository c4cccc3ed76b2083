package licensing.worker;

import java.util.UUID;
import licensing.buyer.Buyer.OrganizationId;
import licensing.evidence.EvidenceChains;
import licensing.evidence.EvidenceChains.EvidenceReport;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Verifies the evidence of past purchases, asked for by a person. */
@Component
class EvidenceJob {

  private final EvidenceChains chains;

  EvidenceJob(EvidenceChains chains) {
    this.chains = chains;
  }

  /**
   * Prints each problem, and in the last line how much was verified.
   *
   * @param organization whose; null for everybody's
   * @return whether nothing is wrong
   */
  boolean run(@Nullable UUID organization) {
    EvidenceReport report =
        organization == null
            ? chains.verifyAll(System.out::println)
            : chains.verify(new OrganizationId(organization), System.out::println);
    System.out.println(report);
    return report.problems() == 0;
  }
}
