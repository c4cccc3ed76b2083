/** What an organization wants on its invoices, and the files of those. */
@NullMarked
package licensing.web.billing;

import org.jspecify.annotations.NullMarked;
