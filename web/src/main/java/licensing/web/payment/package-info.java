/** The payment page: the platform's form in a page of ours, and what is handed in from it. */
@NullMarked
package licensing.web.payment;

import org.jspecify.annotations.NullMarked;
