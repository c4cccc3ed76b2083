/** What others are told of what happened: the rows that mails and webhooks are made of. */
@NullMarked
package licensing.outbox;

import org.jspecify.annotations.NullMarked;
