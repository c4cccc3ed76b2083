package licensing.web.progress;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import licensing.reading.AttentionList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** The open lists of purchases: told when another purchase needs a person, or no longer does. */
@Component
class AttentionStreams {

  private static final Logger LOG = LoggerFactory.getLogger(AttentionStreams.class);

  private final AttentionList list;
  private final Set<SseEmitter> open = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean stale = new AtomicBoolean();

  AttentionStreams(AttentionList list) {
    this.list = list;
  }

  SseEmitter open() {
    return add(ProgressStream.newEmitter());
  }

  SseEmitter add(SseEmitter page) {
    page.onCompletion(() -> open.remove(page));
    page.onTimeout(page::complete);
    open.add(page);
    // Something may have changed since the page was made.
    stale.set(true);
    return page;
  }

  /** Of any purchase: whether the list differs is read later, once for many changes. */
  void changed() {
    stale.set(true);
  }

  @Scheduled(fixedDelay = 1000)
  void tell() {
    if (open.isEmpty() || !stale.getAndSet(false)) {
      return;
    }
    try {
      String mark = list.mark();
      open.forEach(page -> tell(page, mark));
    } catch (RuntimeException databaseAway) {
      stale.set(true);
      LOG.warn("open lists are not told what changed: {}", databaseAway.getMessage());
    }
  }

  @Scheduled(fixedRate = 15_000)
  void beat() {
    stale.set(true);
  }

  /** Browsers go to another instance. */
  void end() {
    open.forEach(SseEmitter::complete);
  }

  int size() {
    return open.size();
  }

  private static void tell(SseEmitter page, String mark) {
    try {
      page.send(ProgressStream.mark(mark));
    } catch (IOException | IllegalStateException gone) {
      page.completeWithError(gone);
    }
  }
}
