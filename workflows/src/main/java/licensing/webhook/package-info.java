/** One message to one endpoint of an organization, tried again for days until it is taken. */
@NullMarked
package licensing.webhook;

import org.jspecify.annotations.NullMarked;
