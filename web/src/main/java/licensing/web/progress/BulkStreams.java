package licensing.web.progress;

import licensing.bulk.BulkId;
import licensing.reading.BulkRuns;
import licensing.reading.BulkRuns.BulkRun;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** The open pages of bulk runs: told once a second how far theirs is, if it moved. */
@Component
class BulkStreams {

  private final MarkedPages<BulkId> pages;

  BulkStreams(BulkRuns runs) {
    pages = new MarkedPages<>("bulk runs", bulk -> runs.of(bulk).map(BulkRun::mark).orElse(""));
  }

  SseEmitter open(BulkId bulk) {
    return pages.open(bulk);
  }

  void changed(BulkId bulk) {
    pages.changed(bulk);
  }

  void missed() {
    pages.missed();
  }

  @Scheduled(fixedDelay = 1000)
  void tell() {
    pages.tell();
  }

  @Scheduled(fixedRate = 15_000)
  void beat() {
    pages.missed();
  }

  void end() {
    pages.end();
  }
}
