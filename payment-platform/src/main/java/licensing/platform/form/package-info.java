/** The card form in the buyer's browser: client tokens, the script, its frame, and tokenization. */
@NullMarked
package licensing.platform.form;

import org.jspecify.annotations.NullMarked;
