/**
 * Who may do what, who buys, what is sold and on which terms: what the operator's administrators
 * do.
 */
@NullMarked
package licensing.web.admin;

import org.jspecify.annotations.NullMarked;
