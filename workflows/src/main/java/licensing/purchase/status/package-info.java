/** Where a purchase is, why, and what comes next: for process, rows and pages alike. */
@NullMarked
package licensing.purchase.status;

import org.jspecify.annotations.NullMarked;
