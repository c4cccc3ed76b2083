package licensing.worker;

import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import licensing.buyer.Buyer;
import licensing.buyer.OrganizationId;
import licensing.buyer.UserId;
import licensing.offer.OfferKind;
import licensing.paymentevent.PaymentEventsStart;
import licensing.paymentevent.PaymentEventsWorkflow;
import licensing.purchase.PurchaseId;
import licensing.purchase.PurchaseStart;
import licensing.purchase.PurchaseWorkflow;
import licensing.purchase.Timeouts;
import licensing.purchase.message.PlatformReported;
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
 * Lets a purchase lapse that nobody subscribes to, and a report be ignored that nobody sent, before
 * this worker calls itself ready: a cold JVM takes seconds for its first purchase, longer than a
 * page waits.
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
      Thread.ofVirtual().name("warm-up").start(this::warmUp);
    }
  }

  @Override
  public @Nullable Health health() {
    return over ? Health.up().build() : Health.outOfService().build();
  }

  private void warmUp() {
    PurchaseId purchase = PurchaseId.random();
    try {
      lapse(started(purchase));
      ignoreReport(purchase);
    } catch (RuntimeException | TimeoutException e) {
      LOG.warn("not warmed up; the first purchase may be slow", e);
    } finally {
      over = true;
    }
  }

  private void lapse(PurchaseStart start) throws TimeoutException {
    WorkflowStub process = stub("Purchase", "warm-up-" + start.purchase());
    process.start(start);
    process.getResult(30, TimeUnit.SECONDS, Object.class);
  }

  private void ignoreReport(PurchaseId purchase) throws TimeoutException {
    WorkflowStub paymentEvents =
        stub(PaymentEventsWorkflow.TYPE, "warm-up-payment-events-" + purchase);
    paymentEvents.signalWithStart(
        PaymentEventsWorkflow.PLATFORM_REPORTED,
        new Object[] {new PlatformReported(purchase.toString(), "none")},
        new Object[] {new PaymentEventsStart(purchase, Timeouts.PRODUCTION, false)});
    paymentEvents.getResult(30, TimeUnit.SECONDS, Object.class);
  }

  private WorkflowStub stub(String type, String id) {
    return temporal.newUntypedWorkflowStub(
        type,
        WorkflowOptions.newBuilder()
            .setWorkflowId(id)
            .setTaskQueue(PurchaseWorkflow.TASK_QUEUE)
            .setStaticSummary("warm-up of a worker: not a purchase")
            .build());
  }

  private static PurchaseStart started(PurchaseId purchase) {
    Buyer nobody = new Buyer(new OrganizationId(NOBODY), new UserId(NOBODY));
    Timeouts waits = Timeouts.PRODUCTION.shortenedBy((int) Duration.ofMinutes(5).toMillis());
    return new PurchaseStart(purchase, nobody, OfferKind.MIGRATION, waits);
  }
}
