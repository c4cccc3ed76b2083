/** What the platform remembers, durably, before anybody is answered. */
@NullMarked
package licensing.platform.ledger;

import org.jspecify.annotations.NullMarked;
