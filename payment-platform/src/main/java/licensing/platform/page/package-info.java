/** The ledger as a page for people, with the buttons that make time pass. */
@NullMarked
package licensing.platform.page;

import org.jspecify.annotations.NullMarked;
