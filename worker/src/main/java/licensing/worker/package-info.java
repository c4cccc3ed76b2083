/** The composition root: what this process serves, and the job that prepares what it needs. */
@NullMarked
package licensing.worker;

import org.jspecify.annotations.NullMarked;
