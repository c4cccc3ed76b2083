/** What users do with their own account. */
@NullMarked
package licensing.web.account;

import org.jspecify.annotations.NullMarked;
