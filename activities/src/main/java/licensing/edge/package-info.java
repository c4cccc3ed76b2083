/**
 * What reaches us through pages and callbacks: the payment platform's, and what users keep here.
 */
@NullMarked
package licensing.edge;

import org.jspecify.annotations.NullMarked;
