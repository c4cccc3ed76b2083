/** Who of an organization may buy: what its owners, and support for them, decide. */
@NullMarked
package licensing.web.organization;

import org.jspecify.annotations.NullMarked;
