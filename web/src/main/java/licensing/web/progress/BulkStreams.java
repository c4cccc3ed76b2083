package licensing.web.progress;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import licensing.bulk.BulkId;
import licensing.reading.BulkRuns;
import licensing.reading.BulkRuns.BulkRun;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** The open pages of bulk runs: told once a second how far theirs is, if it moved. */
@Component
class BulkStreams {

  private static final Logger LOG = LoggerFactory.getLogger(BulkStreams.class);

  private final BulkRuns runs;
  private final Map<SseEmitter, BulkId> open = new ConcurrentHashMap<>();
  private final Set<BulkId> stale = ConcurrentHashMap.newKeySet();

  BulkStreams(BulkRuns runs) {
    this.runs = runs;
  }

  SseEmitter open(BulkId bulk) {
    SseEmitter page = ProgressStream.newEmitter();
    page.onCompletion(() -> open.remove(page));
    page.onTimeout(page::complete);
    open.put(page, bulk);
    // It may have moved since the page was made.
    stale.add(bulk);
    return page;
  }

  void changed(BulkId bulk) {
    stale.add(bulk);
  }

  void missed() {
    stale.addAll(open.values());
  }

  @Scheduled(fixedDelay = 1000)
  void tell() {
    for (BulkId bulk : Set.copyOf(stale)) {
      stale.remove(bulk);
      if (open.containsValue(bulk)) {
        tell(bulk);
      }
    }
  }

  @Scheduled(fixedRate = 15_000)
  void beat() {
    missed();
  }

  /** Browsers go to another instance. */
  void end() {
    open.keySet().forEach(SseEmitter::complete);
  }

  private void tell(BulkId bulk) {
    try {
      String mark = runs.of(bulk).map(BulkRun::mark).orElse("");
      open.forEach((page, followed) -> tell(page, mark, followed.equals(bulk)));
    } catch (RuntimeException databaseAway) {
      stale.add(bulk);
      LOG.warn("pages of bulk runs are not told how far they are: {}", databaseAway.getMessage());
    }
  }

  private static void tell(SseEmitter page, String mark, boolean follows) {
    if (!follows) {
      return;
    }
    try {
      page.send(ProgressStream.mark(mark));
    } catch (IOException | IllegalStateException gone) {
      page.completeWithError(gone);
    }
  }
}
