/** What buyers notice when something happens while they come, beside the same time without. */
@NullMarked
package licensing.bench.disturbed;

import org.jspecify.annotations.NullMarked;
