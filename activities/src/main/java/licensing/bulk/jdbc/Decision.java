package licensing.bulk.jdbc;

import licensing.bulk.BulkAction;
import licensing.bulk.BulkId;
import licensing.purchase.message.SupportRequest;

/** What a run asks of its purchases, and in whose name. */
record Decision(BulkId bulk, String operator, String reason, BulkAction action) {

  /** On every timeline it says which decision it was part of. */
  SupportRequest request(long version) {
    return new SupportRequest(operator, "bulk %s: %s".formatted(bulk, reason), version);
  }

  /** The same whoever asks: a worker that died and the one after it ask one question. */
  String key(int look) {
    return "%s-bulk-%s-%d".formatted(action, bulk, look);
  }
}
