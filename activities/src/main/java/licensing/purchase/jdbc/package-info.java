/**
 * The records of purchases: what was subscribed to, the consent, the end, and who acted on them.
 */
@NullMarked
package licensing.purchase.jdbc;

import org.jspecify.annotations.NullMarked;
