package licensing.webhook.http;

import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowServiceException;
import io.temporal.common.SearchAttributes;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import licensing.buyer.Buyer.OrganizationId;
import licensing.db.Columns;
import licensing.outbox.Outbox;
import licensing.outbox.OutboxEvent;
import licensing.payment.jdbc.PaymentSecrets.PaymentSecretSettings;
import licensing.purchase.PurchaseWorkflow.PurchaseSearchAttributes;
import licensing.reading.GracePeriod;
import licensing.temporal.CallResult.TemporalErrors;
import licensing.temporal.CallsInTime;
import licensing.webhook.DeliveryId;
import licensing.webhook.WebhookWorkflow;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Makes a delivery of each event for each endpoint that wants it, and starts a process for each
 * delivery, also for those that a page asks for. Rows are claimed and a process is started once, so
 * that any number of workers may do this at once, and one that dies is followed by another.
 */
public final class WebhookRelay implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(WebhookRelay.class);

  private static final int AT_ONCE = 50;
  private static final int KEPT_DAYS = 90;
  private static final int OLD_AT_ONCE = 500;

  private final JdbcClient database;
  private final TransactionOperations transaction;
  private final Outbox outbox;
  private final WebhookMessages messages;
  private final WebhookSecrets secrets;
  private final WorkflowClient temporal;
  private final CallsInTime inTime = new CallsInTime();
  private final AtomicBoolean running = new AtomicBoolean();

  public WebhookRelay(
      JdbcClient database,
      TransactionOperations transaction,
      Outbox outbox,
      PaymentSecretSettings keys,
      GracePeriod grace,
      WorkflowClient temporal) {
    this.database = database;
    this.transaction = transaction;
    this.outbox = outbox;
    this.messages = new WebhookMessages(database, grace);
    this.secrets = new WebhookSecrets(keys);
    this.temporal = temporal;
  }

  @Override
  public void close() {
    inTime.close();
  }

  /** In a thread of its own each time: what else is scheduled here must not wait for Temporal. */
  @Scheduled(fixedRate = 2_000)
  void run() {
    if (!running.compareAndSet(false, true)) {
      return;
    }
    try {
      relay();
    } catch (RuntimeException e) {
      LOG.warn("webhooks are late: {}", e.toString());
    } finally {
      running.set(false);
    }
  }

  /** Until nothing is left, or Temporal is not reached. */
  public void relay() {
    while (makeDeliveries() == AT_ONCE) {
      // More of them.
    }
    int started;
    do {
      started = 0;
      for (Unstarted each : claim()) {
        if (!start(each)) {
          return;
        }
        started++;
      }
    } while (started == AT_ONCE);
  }

  /** Returns of how many events. */
  private int makeDeliveries() {
    return Objects.requireNonNull(
        transaction.execute(
            status -> {
              List<OutboxEvent> events = outbox.withoutDeliveries(AT_ONCE);
              events.forEach(
                  event -> {
                    makeDeliveries(event);
                    outbox.deliveriesMade(event.id());
                  });
              return events.size();
            }));
  }

  private void makeDeliveries(OutboxEvent event) {
    List<UUID> endpoints =
        database
            .sql(
                """
                select endpoint.id from webhook_endpoints endpoint
                join organizations on organizations.id = organization_id and closed_at is null
                where organization_id = ? and disabled_at is null and ? = any (types)
                """)
            .params(event.organization().value(), event.type())
            .query((row, index) -> new Columns(row).uuid("id"))
            .list();
    if (!endpoints.isEmpty()) {
      messages
          .of(event)
          .ifPresent(payload -> endpoints.forEach(endpoint -> add(endpoint, event, payload)));
    }
  }

  private void add(UUID endpoint, OutboxEvent event, String payload) {
    database
        .sql(
            """
            insert into webhook_deliveries (id, endpoint_id, message, type, payload, purchase_id)
            values (gen_random_uuid(), :endpoint, :message, :type, :payload, :purchase)
            on conflict do nothing
            """)
        .param("endpoint", endpoint)
        .param("message", Long.toString(event.id()))
        .param("type", event.type())
        .param("payload", payload)
        .param("purchase", event.purchase().value())
        .update();
  }

  private List<Unstarted> claim() {
    return database
        .sql(
            """
            with next as (
              select id from webhook_deliveries
              where started_at is null and (claimed_until is null or claimed_until < now())
              order by made_at limit ? for update skip locked)
            update webhook_deliveries delivery set claimed_until = now() + interval '30 seconds'
            from next, webhook_endpoints endpoint
            where delivery.id = next.id and endpoint.id = delivery.endpoint_id
            returning delivery.id, delivery.endpoint_id, endpoint.organization_id, message, again,
              type
            """)
        .param(AT_ONCE)
        .query(
            (row, index) -> {
              Columns columns = new Columns(row);
              return new Unstarted(
                  new DeliveryId(columns.uuid("id")),
                  columns.uuid("endpoint_id"),
                  new OrganizationId(columns.uuid("organization_id")),
                  columns.text("message"),
                  row.getInt("again"),
                  columns.text("type"));
            })
        .list();
  }

  /** Whether Temporal has it: others would only wait where it is not reached. */
  private boolean start(Unstarted delivery) {
    try {
      inTime.call(() -> process(delivery));
    } catch (WorkflowExecutionAlreadyStarted before) {
      // By one that died, or was too slow, before it wrote that down.
    } catch (WorkflowServiceException | StatusRuntimeException e) {
      LOG.warn("webhooks are late: {}", TemporalErrors.words(e));
      return false;
    }
    database
        .sql("update webhook_deliveries set started_at = now() where id = ?")
        .param(delivery.id().value())
        .update();
    return true;
  }

  private Object process(Unstarted delivery) {
    return temporal
        .newUntypedWorkflowStub(
            WebhookWorkflow.TYPE,
            WorkflowOptions.newBuilder()
                .setWorkflowId(
                    WebhookWorkflow.workflowId(
                        delivery.endpoint(), delivery.message(), delivery.again()))
                .setTaskQueue(WebhookWorkflow.TASK_QUEUE)
                .setWorkflowIdReusePolicy(
                    WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_REJECT_DUPLICATE)
                .setTypedSearchAttributes(
                    SearchAttributes.newBuilder()
                        .set(
                            PurchaseSearchAttributes.ORGANIZATION,
                            delivery.organization().toString())
                        .build())
                .setStaticSummary(delivery.type() + " to endpoint " + delivery.endpoint())
                .build())
        .start(delivery.id());
  }

  @Scheduled(initialDelayString = "PT5M", fixedRateString = "PT10M")
  void deleteOld() {
    try {
      while (deleteSome() == OLD_AT_ONCE) {
        // More of them.
      }
    } catch (DataAccessException e) {
      LOG.warn("old deliveries are kept longer: {}", e.toString());
    }
  }

  private int deleteSome() {
    return database
        .sql(
            """
            delete from webhook_deliveries where id in (
              select id from webhook_deliveries
              where made_at < now() - make_interval(days => :days) order by made_at limit :limit)
            """)
        .param("days", KEPT_DAYS)
        .param("limit", OLD_AT_ONCE)
        .update();
  }

  /**
   * With the first of the keys: they are exchanged by starts, and when the last worker has started
   * with the new one as its first, nothing is left that the old one has to decrypt.
   */
  @EventListener(ApplicationReadyEvent.class)
  void encryptAnew() {
    try {
      database
          .sql("select endpoint_id, ciphertext from webhook_secrets")
          .query((row, index) -> new Stored(new Columns(row).uuid("endpoint_id"), row.getBytes(2)))
          .list()
          .forEach(this::encryptAnew);
    } catch (DataAccessException e) {
      LOG.warn("secrets of webhooks are not encrypted anew: {}", e.toString());
    }
  }

  private void encryptAnew(Stored stored) {
    try {
      secrets
          .encryptedAnew(stored.endpoint(), stored.secret())
          .ifPresent(
              anew ->
                  database
                      .sql(
                          """
                          update webhook_secrets set ciphertext = ?
                          where endpoint_id = ? and ciphertext = ?
                          """)
                      .params(anew, stored.endpoint(), stored.secret())
                      .update());
    } catch (IllegalStateException unreadable) {
      LOG.error("{}: its organization has to make another", unreadable.getMessage());
    }
  }

  private record Unstarted(
      DeliveryId id,
      UUID endpoint,
      OrganizationId organization,
      String message,
      int again,
      String type) {}

  @SuppressWarnings("ArrayRecordComponent")
  private record Stored(UUID endpoint, byte[] secret) {}
}
