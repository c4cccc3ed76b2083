package licensing.worker;

import io.temporal.worker.WorkerFactory;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Lets what this worker has begun come to its end before anything it needs is closed: a sale that
 * is broken off leaves a payment of which nobody knows, and its buyer waiting. No new work is taken
 * meanwhile. Spring would ask the workers to stop, and not wait for them.
 */
@Component
class LastTasks {

  /** A sale: the platform may take 60 s, and what is heard is recorded within 10 s. */
  static final Duration PATIENCE = Duration.ofSeconds(75);

  private static final Logger LOG = LoggerFactory.getLogger(LastTasks.class);

  private final WorkerFactory workers;

  LastTasks(WorkerFactory workers) {
    this.workers = workers;
  }

  /** This event comes before any bean is closed. */
  @EventListener(ContextClosedEvent.class)
  void await() {
    if (!workers.isStarted()) {
      return;
    }
    workers.shutdown();
    workers.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    if (!workers.isTerminated()) {
      LOG.warn("stopped with work under way after {} s", PATIENCE.toSeconds());
    }
  }
}
