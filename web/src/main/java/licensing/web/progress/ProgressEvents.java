package licensing.web.progress;

import licensing.web.login.ConsoleUser;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** What an open page listens to. */
@RestController
class ProgressEvents {

  private final OwnPurchases purchases;
  private final ProgressStreams streams;

  ProgressEvents(OwnPurchases purchases, ProgressStreams streams) {
    this.purchases = purchases;
    this.streams = streams;
  }

  @GetMapping(path = "/purchases/{id}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  ResponseEntity<SseEmitter> follow(
      @PathVariable String id, @AuthenticationPrincipal ConsoleUser user) {
    var purchase = purchases.of(id, user).purchase().subscription().purchase();
    return unbuffered(streams.open(purchase, user.organization()));
  }

  /** Proxies that buffer would keep the news from the page. */
  static ResponseEntity<SseEmitter> unbuffered(SseEmitter news) {
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noStore())
        .header("X-Accel-Buffering", "no")
        .body(news);
  }
}
