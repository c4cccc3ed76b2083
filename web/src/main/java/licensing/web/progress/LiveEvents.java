package licensing.web.progress;

import licensing.bulk.BulkId;
import licensing.purchase.PurchaseId;
import licensing.reading.PurchaseRecords;
import licensing.web.login.Accounts.ConsoleUser;
import licensing.web.progress.LiveStreams.Topic;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** What open pages listen to. */
@RestController
@RequestMapping(produces = MediaType.TEXT_EVENT_STREAM_VALUE)
class LiveEvents {

  private final OwnPurchases purchases;
  private final PurchaseRecords records;
  private final LiveStreams streams;

  LiveEvents(OwnPurchases purchases, PurchaseRecords records, LiveStreams streams) {
    this.purchases = purchases;
    this.records = records;
    this.streams = streams;
  }

  @GetMapping("/purchases/{id}/events")
  ResponseEntity<SseEmitter> purchase(
      @PathVariable String id, @AuthenticationPrincipal ConsoleUser user) {
    var purchase = purchases.of(id, user).purchase().id();
    return follow(new Topic.OwnPurchase(purchase, user.organization()), user);
  }

  @GetMapping("/purchases/events")
  ResponseEntity<SseEmitter> openPurchases(@AuthenticationPrincipal ConsoleUser user) {
    return follow(new Topic.OpenPurchases(user.organization()), user);
  }

  @GetMapping("/support/purchases/{id}/events")
  ResponseEntity<SseEmitter> anyPurchase(
      @PathVariable String id, @AuthenticationPrincipal ConsoleUser user) {
    var purchase = PurchaseId.parse(id).filter(it -> records.forSupport(it).isPresent());
    return follow(new Topic.AnyPurchase(purchase.orElseThrow(LiveEvents::notFound)), user);
  }

  @GetMapping("/support/purchases/events")
  ResponseEntity<SseEmitter> attention(@AuthenticationPrincipal ConsoleUser user) {
    return follow(new Topic.AttentionLists(), user);
  }

  /** Also of one that has not begun yet: its page waits for that. */
  @GetMapping("/support/bulk/{id}/events")
  ResponseEntity<SseEmitter> bulk(
      @PathVariable String id, @AuthenticationPrincipal ConsoleUser user) {
    return follow(new Topic.BulkProgress(BulkId.parse(id).orElseThrow(LiveEvents::notFound)), user);
  }

  /** Proxies that buffer would keep the news from the page. */
  private ResponseEntity<SseEmitter> follow(Topic topic, ConsoleUser user) {
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noStore())
        .header("X-Accel-Buffering", "no")
        .body(streams.open(topic, user.id()));
  }

  private static ResponseStatusException notFound() {
    return new ResponseStatusException(HttpStatus.NOT_FOUND);
  }
}
