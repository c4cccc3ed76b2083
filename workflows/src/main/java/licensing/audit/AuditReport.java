package licensing.audit;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was compared, and what was found: as much of it as a history takes, however much it is.
 *
 * @param from purchases subscribed to from then on were compared
 * @param to and those before
 * @param payments of the platform that were read, those under orders of ours
 * @param open how many findings of each kind stand open by now, those of earlier audits of the
 *     period included; what is not named is none
 * @param toReread of those findings the first that may speak of a report that never came, and so of
 *     payments to be read again
 */
public record AuditReport(
    Instant from,
    Instant to,
    int purchases,
    int payments,
    Map<FindingKind, Long> open,
    List<Finding> toReread) {

  /** What an audit may read again, which is one call for each and some for its refunds. */
  static final int MOST_TO_REREAD = 50;

  public static AuditReport of(
      Instant from, Instant to, int purchases, int payments, List<Finding> findings) {
    return new AuditReport(
        from,
        to,
        purchases,
        payments,
        findings.stream().collect(groupingBy(Finding::kind, TreeMap::new, counting())),
        findings.stream()
            .filter(finding -> finding.kind().maySpeakOfALostReport())
            .limit(MOST_TO_REREAD)
            .toList());
  }

  /** How many findings stand open. */
  public long findings() {
    return open.values().stream().mapToLong(Long::longValue).sum();
  }
}
