package licensing.evidence;

import java.util.List;
import java.util.function.Consumer;
import licensing.buyer.OrganizationId;
import licensing.purchase.PurchaseId;

/** The evidence as it is kept, and whether it is still what was written. */
public interface EvidenceChains {

  /** All editions, the first of them first; empty for a purchase without evidence. */
  List<Entry> of(PurchaseId purchase);

  /**
   * Recomputes one organization's chain and compares it with the records, in one pass that holds
   * one document at a time.
   *
   * @param found is told each problem as it is met
   */
  EvidenceReport verify(OrganizationId organization, Consumer<EvidenceProblem> found);

  /** As {@link #verify}, for every organization. */
  EvidenceReport verifyAll(Consumer<EvidenceProblem> found);
}
