package licensing.web.support.bulk;

import static licensing.web.PageFixtures.NOON;

import java.time.Instant;
import licensing.bulk.BulkId;
import licensing.bulk.BulkWorkflow.BulkAction;
import licensing.reading.BulkRuns.BulkRun;
import org.jspecify.annotations.Nullable;

/** Bulk runs as they are recorded. */
final class Runs {

  private Runs() {}

  /** One refused, and none is without an answer. */
  static BulkRun run(BulkId bulk, int chosen, int asked, @Nullable Instant endedAt) {
    return new BulkRun(
        bulk,
        "ann",
        "the platform <is> back",
        BulkAction.RETRY_NOW,
        "?attention=capture-failing",
        chosen,
        chosen,
        Math.max(asked - 1, 0),
        Math.min(asked, 1),
        0,
        NOON,
        endedAt,
        null,
        asked < chosen && endedAt != null ? "bob" : null,
        asked < chosen && endedAt != null ? "<enough>" : null);
  }
}
