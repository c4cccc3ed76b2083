/** Requests in, answers out: the platform's small HTTP front, which knows nothing of payments. */
@NullMarked
package licensing.platform.http;

import org.jspecify.annotations.NullMarked;
