/**
 * What is kept of a purchase after its end: documents, each chained by its hash to the one before
 * of the same organization.
 */
@NullMarked
package licensing.evidence;

import org.jspecify.annotations.NullMarked;
