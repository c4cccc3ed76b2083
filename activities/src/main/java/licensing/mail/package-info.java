/** Mails about purchases and licenses: made of the outbox, rows before they are sent. */
@NullMarked
package licensing.mail;

import org.jspecify.annotations.NullMarked;
