/**
 * Software asks whether its license is one: by a key, over HTTP, or with a file and nobody to ask.
 */
@NullMarked
package licensing.web.validation;

import org.jspecify.annotations.NullMarked;
