package licensing.web.progress;

import licensing.reading.PurchaseRecords;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** What open pages of support staff listen to. */
@RestController
@RequestMapping(path = "/support/purchases", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
class SupportEvents {

  private final PurchaseRecords records;
  private final ProgressStreams streams;
  private final AttentionStreams lists;

  SupportEvents(PurchaseRecords records, ProgressStreams streams, AttentionStreams lists) {
    this.records = records;
    this.streams = streams;
    this.lists = lists;
  }

  @GetMapping("/events")
  ResponseEntity<SseEmitter> followAll() {
    return ProgressEvents.unbuffered(lists.open());
  }

  @GetMapping("/{id}/events")
  ResponseEntity<SseEmitter> follow(@PathVariable String id) {
    var purchase =
        OwnPurchases.parse(id)
            .filter(known -> records.forSupport(known).isPresent())
            .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    return ProgressEvents.unbuffered(streams.openForSupport(purchase));
  }
}
