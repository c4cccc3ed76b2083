package licensing.web.support;

import java.util.List;
import licensing.evidence.Entry;
import licensing.evidence.EvidenceDocument;
import org.jspecify.annotations.Nullable;

/**
 * The evidence of one purchase.
 *
 * @param editions the newest first
 * @param document what the newest says; null where there is none, or none that can be read
 */
record KeptEvidence(List<Entry> editions, @Nullable EvidenceDocument document) {

  static KeptEvidence of(List<Entry> entries) {
    var editions = entries.reversed();
    var document =
        editions.stream().findFirst().flatMap(newest -> EvidenceDocument.read(newest.document()));
    return new KeptEvidence(editions, document.orElse(null));
  }
}
