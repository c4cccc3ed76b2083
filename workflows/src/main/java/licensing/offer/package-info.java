/** What is sold: kinds of license, their price, period and limits. */
@NullMarked
package licensing.offer;

import org.jspecify.annotations.NullMarked;
