/**
 * What a team would write without a workflow engine: the purchase's state in its row, moved on in
 * the same transaction as a message to the outbox, and a poller that handles those.
 */
@NullMarked
package licensing.bench.outbox;

import org.jspecify.annotations.NullMarked;
