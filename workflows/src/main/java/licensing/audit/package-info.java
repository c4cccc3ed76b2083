/**
 * The three ledgers of a purchase (Temporal, PostgreSQL, the platform), and where they disagree.
 */
@NullMarked
package licensing.audit;

import org.jspecify.annotations.NullMarked;
