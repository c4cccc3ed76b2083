/** Draws the states of purchases and payment attempts for docs/. */
@NullMarked
package licensing.local.states;

import org.jspecify.annotations.NullMarked;
