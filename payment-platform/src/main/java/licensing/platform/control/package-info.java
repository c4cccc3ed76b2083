/** Switches for tests and demonstrations: faults, settlement, disputes, and what is true. */
@NullMarked
package licensing.platform.control;

import org.jspecify.annotations.NullMarked;
