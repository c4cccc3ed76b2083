/**
 * The real database and a platform under the tests' control, shared by the tests of this module.
 */
@NullMarked
package licensing.testing;

import org.jspecify.annotations.NullMarked;
