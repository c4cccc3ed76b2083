package licensing.web.progress;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import licensing.purchase.OrganizationId;
import licensing.purchase.PurchaseId;
import licensing.reading.PurchaseRecords;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** One open page that follows a purchase. */
final class ProgressStream {

  /** Where pages go once the license works. */
  static final String HOME = "/";

  /** Then the browser connects again, which checks the session anew. */
  private static final Duration LIFE = Duration.ofMinutes(5);

  private final PurchaseId purchase;
  private final OrganizationId organization;
  private final SseEmitter emitter;
  private final ReentrantLock order = new ReentrantLock();

  ProgressStream(PurchaseId purchase, OrganizationId organization) {
    this(purchase, organization, new SseEmitter(LIFE.toMillis()));
  }

  ProgressStream(PurchaseId purchase, OrganizationId organization, SseEmitter emitter) {
    this.purchase = purchase;
    this.organization = organization;
    this.emitter = emitter;
  }

  PurchaseId purchase() {
    return purchase;
  }

  SseEmitter emitter() {
    return emitter;
  }

  /** Reads under the lock, so that what is sent last is what was read last. */
  void tell(PurchaseRecords records) {
    order.lock();
    try {
      records.of(purchase, organization).map(FollowedPurchase::of).ifPresent(this::send);
    } catch (RuntimeException e) {
      // The browser connects again, and by then the records may be readable.
      emitter.completeWithError(e);
    } finally {
      order.unlock();
    }
  }

  /** Shows to both ends, and to what is between them, that the stream is alive. */
  void beat() {
    order.lock();
    try {
      emit(SseEmitter.event().comment("alive"));
    } finally {
      order.unlock();
    }
  }

  private void send(FollowedPurchase followed) {
    var situation = SseEmitter.event().name("situation").data(followed.mark()).reconnectTime(2000);
    emit(
        followed.situation() == Situation.LICENSED
            ? SseEmitter.event().name("home").data(HOME)
            : situation);
  }

  private void emit(SseEmitter.SseEventBuilder event) {
    try {
      emitter.send(event);
    } catch (IOException | IllegalStateException e) {
      emitter.completeWithError(e);
    }
  }
}
