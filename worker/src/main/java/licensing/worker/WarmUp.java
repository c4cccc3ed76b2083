package licensing.worker;

import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.common.converter.EncodedValues;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import io.temporal.workflow.DynamicWorkflow;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import licensing.buyer.Buyer;
import licensing.buyer.Buyer.OrganizationId;
import licensing.buyer.Buyer.UserId;
import licensing.offer.Offer;
import licensing.purchase.PurchaseId;
import licensing.purchase.PurchaseProcess;
import licensing.purchase.PurchaseWorkflow.PurchaseSearchAttributes;
import licensing.purchase.PurchaseWorkflow.PurchaseStart;
import licensing.purchase.Purchases;
import licensing.purchase.Timeouts;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Lets a purchase lapse that nobody subscribes to, before this worker calls itself ready: a cold
 * JVM takes seconds for its first purchase, longer than a page waits. It is of a type of its own,
 * so that no list and no audit takes it for a purchase, and on a task queue of its own, since it
 * must run here and nowhere else, and before this version is the current one. Where Temporal or the
 * database does not answer it tries again: a worker that cannot end a purchase is not ready, and no
 * release is made the current one that has none which is.
 */
@Component
class WarmUp implements HealthIndicator, DisposableBean {

  private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);
  private static final String TYPE = "WarmUp";
  private static final UUID NOBODY = new UUID(0, 0);
  private static final Duration PAUSE = Duration.ofSeconds(2);

  /** The most that leaves something of each wait: it lapses after 150 ms. */
  private static final int SHORTEST = 2000;

  private final WorkflowClient temporal;
  private final Purchases purchases;
  private final boolean serving;
  private final Thread warming = Thread.ofVirtual().name("warm-up").unstarted(this::warmUp);
  private volatile boolean over;

  WarmUp(
      WorkflowClient temporal,
      Purchases purchases,
      @Value("${spring.temporal.start-workers:true}") boolean serving) {
    this.temporal = temporal;
    this.purchases = purchases;
    this.serving = serving;
  }

  /** In the background, since workers are started by the same event. */
  @EventListener(ApplicationReadyEvent.class)
  void start() {
    if (serving) {
      warming.start();
    }
  }

  @Override
  public void destroy() {
    warming.interrupt();
  }

  @Override
  public @Nullable Health health() {
    return over ? Health.up().build() : Health.outOfService().build();
  }

  private void warmUp() {
    while (!over) {
      try {
        lapseOne();
        over = true;
      } catch (RuntimeException | TimeoutException e) {
        if (Thread.currentThread().isInterrupted()) {
          return;
        }
        LOG.warn("not warmed up, and so not ready yet", e);
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
  }

  /** Returns when it has. */
  void lapseOne() throws TimeoutException {
    WorkerFactory apart =
        WorkerFactory.newInstance(
            temporal,
            WorkerFactoryOptions.newBuilder().setUsingVirtualWorkflowThreads(true).build());
    try {
      String id = "warm-up-" + PurchaseId.random();
      serve(apart, id);
      lapse(id);
    } finally {
      apart.shutdownNow();
    }
  }

  private void serve(WorkerFactory apart, String taskQueue) {
    io.temporal.worker.Worker worker =
        apart.newWorker(
            taskQueue,
            WorkerOptions.newBuilder()
                .setUsingVirtualThreads(true)
                .setDefaultDeadlockDetectionTimeout(WorkerConfiguration.DEADLOCK.toMillis())
                .build());
    worker.registerWorkflowImplementationFactory(DynamicWorkflow.class, () -> WarmUp::purchase);
    worker.registerActivitiesImplementations(purchases);
    apart.start();
  }

  private static Object purchase(EncodedValues arguments) {
    PurchaseStart start = arguments.get(0, PurchaseStart.class);
    Object outcome = new PurchaseProcess(start).purchase(start);
    // Nor does a list of outcomes show it.
    Workflow.upsertTypedSearchAttributes(PurchaseSearchAttributes.OUTCOME.valueUnset());
    return outcome;
  }

  private void lapse(String id) throws TimeoutException {
    WorkflowStub process =
        temporal.newUntypedWorkflowStub(
            TYPE,
            WorkflowOptions.newBuilder()
                .setWorkflowId(id)
                .setTaskQueue(id)
                .setStaticSummary("warm-up of a worker: not a purchase")
                .build());
    process.start(nobodys());
    process.getResult(30, TimeUnit.SECONDS, Object.class);
  }

  private static PurchaseStart nobodys() {
    Buyer nobody = new Buyer(new OrganizationId(NOBODY), new UserId(NOBODY));
    Timeouts waits = Timeouts.PRODUCTION.shortenedBy(SHORTEST);
    return new PurchaseStart(PurchaseId.random(), nobody, Offer.Kind.MIGRATION, waits);
  }
}
