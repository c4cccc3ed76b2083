/** The operations a merchant's server calls, each: read the request, write the ledger, answer. */
@NullMarked
package licensing.platform.gateway;

import org.jspecify.annotations.NullMarked;
