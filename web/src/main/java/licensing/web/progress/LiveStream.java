package licensing.web.progress;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter.SseEventBuilder;

/** One open page, as far as it is told of changes. */
final class LiveStream {

  /** Then the browser connects again, which checks the session anew. */
  private static final Duration LIFE = Duration.ofMinutes(5);

  private final SseEmitter emitter;
  private final ReentrantLock order = new ReentrantLock();
  private final AtomicReference<@Nullable List<News>> unsent = new AtomicReference<>();

  /**
   * @param event its name, which the page's script knows
   */
  record News(String event, String data) {}

  LiveStream() {
    this(new SseEmitter(LIFE.toMillis()));
  }

  LiveStream(SseEmitter emitter) {
    this.emitter = emitter;
  }

  SseEmitter emitter() {
    return emitter;
  }

  /** To be sent by {@link #send}, instead of what is not sent yet. */
  void offer(List<News> news) {
    unsent.set(news);
  }

  /** Takes as long as the browser does. What is sent last is what was offered last. */
  void send() {
    order.lock();
    try {
      var news = unsent.getAndSet(null);
      if (news != null) {
        news.forEach(each -> emit(event(each)));
      }
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

  private static SseEventBuilder event(News news) {
    return SseEmitter.event().name(news.event()).data(news.data()).reconnectTime(2000);
  }

  private void emit(SseEventBuilder event) {
    try {
      emitter.send(event);
    } catch (IOException | IllegalStateException e) {
      emitter.completeWithError(e);
    }
  }
}
