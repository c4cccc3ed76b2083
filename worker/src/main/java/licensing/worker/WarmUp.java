package licensing.worker;

import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import licensing.offer.OfferKind;
import licensing.purchase.Buyer;
import licensing.purchase.OrganizationId;
import licensing.purchase.PurchaseId;
import licensing.purchase.PurchaseStart;
import licensing.purchase.PurchaseWorkflow;
import licensing.purchase.UserId;
import licensing.purchase.Waits;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Lets a purchase lapse that nobody subscribes to, before this worker calls itself ready: a cold
 * JVM takes seconds for its first purchase, longer than a page waits.
 */
@Component
class WarmUp implements HealthIndicator {

  private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);
  private static final UUID NOBODY = new UUID(0, 0);

  private final WorkflowClient temporal;
  private final boolean serving;
  private volatile boolean over;

  WarmUp(WorkflowClient temporal, @Value("${spring.temporal.start-workers:true}") boolean serving) {
    this.temporal = temporal;
    this.serving = serving;
  }

  /** In the background, since workers are started by the same event. */
  @EventListener(ApplicationReadyEvent.class)
  void start() {
    if (serving) {
      Thread.ofVirtual().name("warm-up").start(this::lapse);
    }
  }

  @Override
  public @Nullable Health health() {
    return over ? Health.up().build() : Health.outOfService().build();
  }

  private void lapse() {
    PurchaseId purchase = PurchaseId.random();
    WorkflowStub process =
        temporal.newUntypedWorkflowStub(
            "Purchase",
            WorkflowOptions.newBuilder()
                .setWorkflowId("warm-up-" + purchase)
                .setTaskQueue(PurchaseWorkflow.TASK_QUEUE)
                .setStaticSummary("warm-up of a worker: not a purchase")
                .build());
    try {
      process.start(started(purchase));
      process.getResult(30, TimeUnit.SECONDS, Object.class);
    } catch (RuntimeException | TimeoutException e) {
      LOG.warn("not warmed up; the first purchase may be slow", e);
    } finally {
      over = true;
    }
  }

  private static PurchaseStart started(PurchaseId purchase) {
    Buyer nobody = new Buyer(new OrganizationId(NOBODY), new UserId(NOBODY));
    Waits waits = Waits.PRODUCTION.shortenedBy((int) Duration.ofMinutes(5).toMillis());
    return new PurchaseStart(purchase, nobody, OfferKind.MIGRATION, waits);
  }
}
