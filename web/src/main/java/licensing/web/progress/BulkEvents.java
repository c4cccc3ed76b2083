package licensing.web.progress;

import licensing.bulk.BulkId;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** What the open page of a bulk run listens to. */
@RestController
class BulkEvents {

  private final BulkStreams streams;

  BulkEvents(BulkStreams streams) {
    this.streams = streams;
  }

  /** Also of one that has not begun yet: its page waits for that. */
  @GetMapping(path = "/support/bulk/{id}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  ResponseEntity<SseEmitter> follow(@PathVariable String id) {
    return ProgressEvents.unbuffered(streams.open(parse(id)));
  }

  private static BulkId parse(String id) {
    try {
      return new BulkId(id);
    } catch (IllegalArgumentException e) {
      throw new ResponseStatusException(HttpStatus.NOT_FOUND, null, e);
    }
  }
}
