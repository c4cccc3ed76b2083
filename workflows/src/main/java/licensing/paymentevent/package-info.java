/**
 * What comes of a purchase's payments after all: disputes, refunds that fail, money that was never
 * paid out. Each report of the platform is read again before anything follows from it.
 */
@NullMarked
package licensing.paymentevent;

import org.jspecify.annotations.NullMarked;
