/**
 * What is written once money is taken or goes back: invoices, receipts and credit notes, numbered
 * without gaps.
 */
@NullMarked
package licensing.document;

import org.jspecify.annotations.NullMarked;
