package licensing.audit;

import java.time.Instant;
import java.util.List;

/**
 * What was compared, and what was found.
 *
 * @param from purchases subscribed to from then on were compared
 * @param to and those before
 * @param payments transactions of the platform that were read
 * @param findings all that stand open by now, those of earlier audits of the period included
 */
public record AuditReport(
    Instant from, Instant to, int purchases, int payments, List<Finding> findings) {}
