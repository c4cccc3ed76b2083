package licensing.web.progress;

import licensing.reading.AttentionList;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** The open lists of purchases: told when another purchase needs a person, or no longer does. */
@Component
class AttentionStreams {

  /** All of them show the same. */
  private enum Shown {
    LIST
  }

  private final MarkedPages<Shown> pages;

  AttentionStreams(AttentionList list) {
    pages = new MarkedPages<>("lists of purchases", _ -> list.mark());
  }

  SseEmitter open() {
    return pages.open(Shown.LIST);
  }

  SseEmitter add(SseEmitter page) {
    return pages.add(page, Shown.LIST);
  }

  /** Of any purchase: whether the list differs is read later, once for many changes. */
  void changed() {
    pages.changed(Shown.LIST);
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

  int size() {
    return pages.size();
  }
}
