/** What happened to a purchase, as all who know of it tell. */
@NullMarked
package licensing.web.support.timeline;

import org.jspecify.annotations.NullMarked;
