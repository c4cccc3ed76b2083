/** The published terms of a purchase and the consent to them. */
@NullMarked
package licensing.terms;

import org.jspecify.annotations.NullMarked;
