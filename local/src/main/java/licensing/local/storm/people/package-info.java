/** Buyers as they are: hurried, doubtful and forgetful, and each with a purchase to make. */
@NullMarked
package licensing.local.storm.people;

import org.jspecify.annotations.NullMarked;
