package licensing.evidence;

import java.time.Instant;
import java.util.UUID;
import licensing.purchase.PurchaseId;

/**
 * Where the chain of an organization ends, and is added to.
 *
 * @param length how many entries it has
 * @param head hash of the last one
 */
public record ChainEnd(UUID organization, long length, String head) {

  public Entry next(PurchaseId purchase, int edition, Instant at, String document) {
    return new Entry(organization, length + 1, purchase, edition, at, document, head, "").hashed();
  }
}
