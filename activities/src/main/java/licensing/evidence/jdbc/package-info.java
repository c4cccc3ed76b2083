/** The rows of the evidence: written with the end of a purchase, read by pages and checks. */
@NullMarked
package licensing.evidence.jdbc;

import org.jspecify.annotations.NullMarked;
