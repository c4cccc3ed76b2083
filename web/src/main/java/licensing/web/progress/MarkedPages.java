package licensing.web.progress;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Open pages that are told the mark of what they show, whenever that may differ; once for many
 * changes.
 *
 * @param <S> what a page may show
 */
final class MarkedPages<S> {

  private static final Logger LOG = LoggerFactory.getLogger(MarkedPages.class);

  private final String shown;
  private final Function<S, String> mark;
  private final Map<SseEmitter, S> open = new ConcurrentHashMap<>();
  private final Set<S> stale = ConcurrentHashMap.newKeySet();

  /**
   * @param shown in words, for the log
   * @param mark differs whenever a page would have to show something else; read from the database
   */
  MarkedPages(String shown, Function<S, String> mark) {
    this.shown = shown;
    this.mark = mark;
  }

  SseEmitter open(S subject) {
    return add(ProgressStream.newEmitter(), subject);
  }

  SseEmitter add(SseEmitter page, S subject) {
    page.onCompletion(() -> open.remove(page));
    page.onTimeout(page::complete);
    open.put(page, subject);
    // Something may have changed since the page was made.
    stale.add(subject);
    return page;
  }

  void changed(S subject) {
    stale.add(subject);
  }

  /** Whatever is shown may have changed; where nothing has, it is a sign of life. */
  void missed() {
    stale.addAll(open.values());
  }

  void tell() {
    for (S subject : Set.copyOf(stale)) {
      stale.remove(subject);
      if (open.containsValue(subject)) {
        tell(subject);
      }
    }
  }

  /** Browsers go to another instance. */
  void end() {
    open.keySet().forEach(SseEmitter::complete);
  }

  int size() {
    return open.size();
  }

  private void tell(S subject) {
    try {
      String now = mark.apply(subject);
      open.entrySet().stream()
          .filter(page -> page.getValue().equals(subject))
          .forEach(page -> send(page.getKey(), now));
    } catch (RuntimeException databaseAway) {
      stale.add(subject);
      LOG.warn("open pages of {} are not told what changed: {}", shown, databaseAway.getMessage());
    }
  }

  private static void send(SseEmitter page, String mark) {
    try {
      page.send(ProgressStream.mark(mark));
    } catch (IOException | IllegalStateException gone) {
      page.completeWithError(gone);
    }
  }
}
