package licensing.web.progress;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import licensing.buyer.OrganizationId;
import licensing.purchase.PurchaseId;
import licensing.purchase.status.PurchaseStatus;
import licensing.reading.PurchaseRecords;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter.SseEventBuilder;

/** One open page that follows a purchase. */
final class ProgressStream {

  /** Where pages go once the license works. */
  static final String HOME = "/";

  /** Then the browser connects again, which checks the session anew. */
  private static final Duration LIFE = Duration.ofMinutes(5);

  private final PurchaseId purchase;
  private final News news;
  private final SseEmitter emitter;
  private final ReentrantLock order = new ReentrantLock();

  /** What a page is told of a purchase, as it is recorded now; empty if it may know nothing. */
  interface News {
    List<SseEventBuilder> of(PurchaseRecords records);
  }

  /** For its buyer's organization. */
  ProgressStream(PurchaseId purchase, OrganizationId organization) {
    this(purchase, organization, newEmitter());
  }

  ProgressStream(PurchaseId purchase, OrganizationId organization, SseEmitter emitter) {
    this(
        purchase,
        records ->
            records
                .of(purchase, organization)
                .map(FollowedPurchase::of)
                .map(ProgressStream::events)
                .orElse(List.of()),
        emitter);
  }

  ProgressStream(PurchaseId purchase, News news, SseEmitter emitter) {
    this.purchase = purchase;
    this.news = news;
    this.emitter = emitter;
  }

  static ProgressStream forSupport(PurchaseId purchase) {
    return new ProgressStream(
        purchase,
        records ->
            records
                .forSupport(purchase)
                .map(found -> List.of(mark(Long.toString(found.progress().version()))))
                .orElse(List.of()),
        newEmitter());
  }

  static SseEmitter newEmitter() {
    return new SseEmitter(LIFE.toMillis());
  }

  /** Differs whenever a page of support would have to show something else. */
  static SseEventBuilder mark(String mark) {
    return SseEmitter.event().name("mark").data(mark).reconnectTime(2000);
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
      news.of(records).forEach(this::emit);
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

  /** The deadline apart: a card form that is open when it changes must stay as it is. */
  private static List<SseEventBuilder> events(FollowedPurchase followed) {
    if (followed.status() == PurchaseStatus.LICENSED) {
      return List.of(SseEmitter.event().name("home").data(HOME));
    }
    var deadline = followed.purchase().subscription().payBefore();
    return List.of(
        SseEmitter.event().name("status").data(followed.mark()).reconnectTime(2000),
        SseEmitter.event().name("deadline").data(deadline.toString()));
  }

  private void emit(SseEventBuilder event) {
    try {
      emitter.send(event);
    } catch (IOException | IllegalStateException e) {
      emitter.completeWithError(e);
    }
  }
}
