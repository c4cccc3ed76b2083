package licensing.outbox;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;

/** What the passing of time makes news of, and what is old. Any number of workers may do this. */
public final class OutboxUpkeep {

  private static final Logger LOG = LoggerFactory.getLogger(OutboxUpkeep.class);

  private final Outbox outbox;

  public OutboxUpkeep(Outbox outbox) {
    this.outbox = outbox;
  }

  /** Not by a fixed delay: those share one thread, and there may be very many of them. */
  @Scheduled(fixedRate = 300_000)
  void run() {
    try {
      while (outbox.noteEnds() == Outbox.AT_ONCE) {
        // More of them.
      }
      while (outbox.deleteOld() == Outbox.AT_ONCE) {
        // More of them.
      }
    } catch (RuntimeException e) {
      LOG.warn("ends of licenses are noted late: {}", e.toString());
    }
  }
}
