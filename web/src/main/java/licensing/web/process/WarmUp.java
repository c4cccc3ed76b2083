package licensing.web.process;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import licensing.buyer.Buyer;
import licensing.buyer.Buyer.OrganizationId;
import licensing.buyer.Buyer.UserId;
import licensing.purchase.PurchaseId;
import licensing.temporal.CallResult;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Speaks to Temporal of a purchase that nobody has, before this console calls itself ready: a cold
 * JVM takes longer for its first message than a buyer is let to wait.
 */
@Component
public class WarmUp implements HealthIndicator, DisposableBean {

  private static final UUID NOBODY = new UUID(0, 0);
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final PurchaseProcesses processes;
  private final Thread warming = Thread.ofVirtual().name("warm-up").unstarted(this::run);
  private volatile boolean over;

  WarmUp(PurchaseProcesses processes) {
    this.processes = processes;
  }

  /**
   * In the background, until Temporal answers whatever it is. Where it does not, the console serves
   * after a while all the same: most of its pages are read from the database, and say what is late.
   */
  @EventListener(ApplicationReadyEvent.class)
  void start() {
    warming.start();
  }

  @Override
  public void destroy() {
    warming.interrupt();
  }

  @Override
  public @Nullable Health health() {
    return over ? Health.up().build() : Health.outOfService().build();
  }

  /** Returns when it is over. */
  public void run() {
    long end = System.nanoTime() + PATIENCE.toNanos();
    try {
      while (!isAnswered()
          && System.nanoTime() - end < 0
          && !Thread.currentThread().isInterrupted()) {
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    } finally {
      over = true;
    }
  }

  private boolean isAnswered() {
    Buyer nobody = new Buyer(new OrganizationId(NOBODY), new UserId(NOBODY));
    return !(processes.withdraw(PurchaseId.random(), nobody, 0)
        instanceof CallResult.NotConfirmed<PurchaseId>);
  }
}
