package licensing.paymentevent;

import licensing.purchase.status.Attention;
import org.jspecify.annotations.Nullable;

/**
 * What came of a report.
 *
 * @param words "applied: ..." or "ignored: ...", as it is kept beside the report
 * @param attention why a person should look at the purchase by now, null when nobody needs to
 */
public record ReportResult(String words, @Nullable Attention attention) {}
