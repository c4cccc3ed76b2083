/**
 * What each ledger and page says of each purchase once all is at rest, and which rules that breaks.
 */
@NullMarked
package licensing.local.storm.judge;

import org.jspecify.annotations.NullMarked;
