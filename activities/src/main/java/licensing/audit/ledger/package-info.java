/** What each ledger says of purchases, side by side. */
@NullMarked
package licensing.audit.ledger;

import org.jspecify.annotations.NullMarked;
