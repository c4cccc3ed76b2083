/** A stand-in for Braintree: the third party that development and tests pay at. */
@NullMarked
package licensing.platform;

import org.jspecify.annotations.NullMarked;
