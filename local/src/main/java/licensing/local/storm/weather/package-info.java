/** What goes wrong during a storm, when, and how it is put right again. */
@NullMarked
package licensing.local.storm.weather;

import org.jspecify.annotations.NullMarked;
