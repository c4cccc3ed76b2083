/** The console: its start, and its settings. */
@NullMarked
package licensing.web;

import org.jspecify.annotations.NullMarked;
