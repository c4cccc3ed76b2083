package licensing.web.process;

import java.util.UUID;
import licensing.buyer.Buyer;
import licensing.buyer.Buyer.OrganizationId;
import licensing.buyer.Buyer.UserId;
import licensing.purchase.PurchaseId;
import org.jspecify.annotations.Nullable;
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
public class WarmUp implements HealthIndicator {

  private static final UUID NOBODY = new UUID(0, 0);

  private final PurchaseProcesses processes;
  private volatile boolean over;

  WarmUp(PurchaseProcesses processes) {
    this.processes = processes;
  }

  /** In the background; whatever is answered, and if nobody answers, the console serves. */
  @EventListener(ApplicationReadyEvent.class)
  void start() {
    Thread.ofVirtual().name("warm-up").start(this::run);
  }

  @Override
  public @Nullable Health health() {
    return over ? Health.up().build() : Health.outOfService().build();
  }

  /** Returns when it is over. */
  public void run() {
    try {
      Buyer nobody = new Buyer(new OrganizationId(NOBODY), new UserId(NOBODY));
      processes.withdraw(PurchaseId.random(), nobody, 0);
    } finally {
      over = true;
    }
  }
}
