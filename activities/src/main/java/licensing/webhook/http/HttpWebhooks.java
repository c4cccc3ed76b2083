package licensing.webhook.http;

import io.temporal.activity.Activity;
import io.temporal.failure.ApplicationFailure;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import licensing.db.Columns;
import licensing.outbox.Outbox;
import licensing.outbox.OutboxEvent;
import licensing.payment.jdbc.PaymentSecrets.PaymentSecretSettings;
import licensing.purchase.PurchaseId;
import licensing.webhook.DeliveryId;
import licensing.webhook.WebhookProcess;
import licensing.webhook.Webhooks;
import licensing.webhook.http.WebhookRequests.Answer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Tries one delivery at a time, and two of one endpoint at most: of all that a worker does at once
 * here, one that hangs keeps no more.
 */
@Component("webhooks")
public final class HttpWebhooks implements Webhooks, AutoCloseable {

  private static final Duration EXCHANGE = Duration.ofSeconds(20);
  private static final int AT_ONCE = 2;

  /** What somebody sends to see whether it arrives. */
  public static final String TEST = "webhook.test";

  private final JdbcClient database;
  private final TransactionOperations transaction;
  private final Outbox outbox;
  private final WebhookSecrets secrets;
  private final WebhookRequests requests;
  private final int waitsDivisor;
  private final Clock clock;
  private final Map<UUID, Integer> busy = new ConcurrentHashMap<>();

  @Autowired
  HttpWebhooks(
      JdbcClient database,
      TransactionOperations transaction,
      Outbox outbox,
      PaymentSecretSettings keys,
      WebhookSettings settings,
      Clock clock) {
    this(
        database,
        transaction,
        outbox,
        keys,
        new WebhookRequests(settings, EXCHANGE.dividedBy(settings.waitsDivisor())),
        settings.waitsDivisor(),
        clock);
  }

  HttpWebhooks(
      JdbcClient database,
      TransactionOperations transaction,
      Outbox outbox,
      PaymentSecretSettings keys,
      WebhookRequests requests,
      int waitsDivisor,
      Clock clock) {
    this.database = database;
    this.transaction = transaction;
    this.outbox = outbox;
    this.secrets = new WebhookSecrets(keys);
    this.requests = requests;
    this.waitsDivisor = waitsDivisor;
    this.clock = clock;
  }

  @Override
  public void close() {
    requests.close();
  }

  @Override
  public DeliveryState deliver(DeliveryId delivery) {
    Due due = find(delivery).orElse(null);
    if (due == null) {
      // With its endpoint.
      return DeliveryState.FAILED;
    }
    if (due.state() != DeliveryState.WAITING) {
      return due.state();
    }
    if (due.disabled() && !due.isTest()) {
      return ended(delivery, DeliveryState.FAILED);
    }
    if (!enter(due.endpoint())) {
      throw notNow(Activity.getExecutionContext().getInfo().getAttempt());
    }
    Instant now = clock.instant();
    try {
      return settle(due, now, post(due, now));
    } finally {
      leave(due.endpoint());
    }
  }

  @Override
  public DeliveryState giveUp(DeliveryId delivery) {
    return Objects.requireNonNull(
        transaction.execute(
            status -> {
              Due due = find(delivery).orElse(null);
              if (due == null) {
                return DeliveryState.FAILED;
              }
              if (due.state() == DeliveryState.WAITING) {
                ended(delivery, DeliveryState.FAILED);
                if (due.purchase() != null && tookNothingSince(due)) {
                  disable(due, due.purchase(), "FAILING");
                }
              }
              return DeliveryState.FAILED;
            }));
  }

  private Answer post(Due due, Instant now) {
    return requests.post(
        URI.create(due.address()),
        WebhookSignature.headers(due.message(), now, due.payload(), secretsOf(due.endpoint())),
        due.payload());
  }

  /** In the order in which receivers shall try them: the newest first. */
  private List<byte[]> secretsOf(UUID endpoint) {
    return database
        .sql(
            """
            select ciphertext from webhook_secrets
            where endpoint_id = ? and (valid_until is null or valid_until > now())
            order by made_at desc
            """)
        .param(endpoint)
        .query((row, index) -> row.getBytes(1))
        .list()
        .stream()
        .map(stored -> secrets.decrypted(endpoint, stored))
        .toList();
  }

  /** A test is not tried again: somebody looks at it, and can send another. */
  private DeliveryState settle(Due due, Instant now, Answer answer) {
    int tries = note(due, now, answer);
    return switch (answer.outcome()) {
      case TAKEN -> ended(due.id(), DeliveryState.DELIVERED);
      case GONE -> gone(due);
      default -> {
        if (due.isTest()) {
          yield ended(due.id(), DeliveryState.FAILED);
        }
        throw notTaken(answer, tries);
      }
    };
  }

  private DeliveryState gone(Due due) {
    return Objects.requireNonNull(
        transaction.execute(
            status -> {
              if (due.purchase() != null) {
                disable(due, due.purchase(), "GONE");
              }
              return ended(due.id(), DeliveryState.FAILED);
            }));
  }

  private ApplicationFailure notTaken(Answer answer, int tries) {
    Duration wait = waitAfter(tries).dividedBy(waitsDivisor);
    Duration asked = answer.retryAfter();
    if (asked != null && asked.compareTo(wait) > 0) {
      wait = asked.compareTo(WebhookProcess.LONGEST_WAIT) > 0 ? WebhookProcess.LONGEST_WAIT : asked;
    }
    String words = answer.outcome().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    return ApplicationFailure.newBuilder()
        .setMessage(answer.status() == null ? words : words + ": status " + answer.status())
        .setType("WebhookNotTaken")
        .setNextRetryDelay(wait)
        .build();
  }

  /** By what was tried, not by how often its endpoint was busy. */
  static Duration waitAfter(int tries) {
    Duration wait = WebhookProcess.FIRST_WAIT;
    for (int i = 1; i < tries && wait.compareTo(WebhookProcess.LONGEST_WAIT) < 0; i++) {
      wait = wait.multipliedBy(WebhookProcess.WAITS_GROW);
    }
    return wait.compareTo(WebhookProcess.LONGEST_WAIT) < 0 ? wait : WebhookProcess.LONGEST_WAIT;
  }

  private boolean enter(UUID endpoint) {
    AtomicBoolean entered = new AtomicBoolean();
    busy.compute(
        endpoint,
        (id, now) -> {
          int others = now == null ? 0 : now;
          entered.set(others < AT_ONCE);
          return entered.get() ? others + 1 : others;
        });
    return entered.get();
  }

  private void leave(UUID endpoint) {
    busy.computeIfPresent(endpoint, (id, now) -> now > 1 ? now - 1 : null);
  }

  /** Later and later, so that many that wait for one endpoint cost little. */
  private ApplicationFailure notNow(int asked) {
    return ApplicationFailure.newBuilder()
        .setMessage("its endpoint is busy")
        .setType("WebhookEndpointBusy")
        .setNextRetryDelay(Duration.ofSeconds(Math.min(5L * asked, 300)).dividedBy(waitsDivisor))
        .build();
  }

  private Optional<Due> find(DeliveryId delivery) {
    return database
        .sql(
            """
            select delivery.*, address, disabled_at is not null as disabled
            from webhook_deliveries delivery
            join webhook_endpoints endpoint on endpoint.id = endpoint_id
            where delivery.id = ?
            """)
        .param(delivery.value())
        .query(HttpWebhooks::due)
        .optional();
  }

  private static Due due(ResultSet row, int index) throws SQLException {
    Columns columns = new Columns(row);
    UUID purchase = row.getObject("purchase_id", UUID.class);
    return new Due(
        new DeliveryId(columns.uuid("id")),
        columns.uuid("endpoint_id"),
        columns.text("address"),
        row.getBoolean("disabled"),
        columns.text("message"),
        columns.text("type"),
        columns.text("payload"),
        purchase == null ? null : new PurchaseId(purchase),
        DeliveryState.valueOf(columns.text("state")));
  }

  /** Returns how many tries there were. */
  private int note(Due due, Instant now, Answer answer) {
    return database
        .sql(
            """
            insert into webhook_attempts
              (delivery_id, number, tried_at, outcome, status, milliseconds, answer)
            select :id, coalesce(max(number), 0) + 1, :at, :outcome, :status, :took, :answer
            from webhook_attempts where delivery_id = :id
            returning number
            """)
        .param("id", due.id().value())
        .param("at", Columns.time(now))
        .param("outcome", answer.outcome().name())
        .param("status", answer.status(), Types.INTEGER)
        .param("took", (int) answer.took().toMillis())
        .param("answer", answer.words())
        .query(Integer.class)
        .single();
  }

  private DeliveryState ended(DeliveryId delivery, DeliveryState how) {
    database
        .sql(
            """
            update webhook_deliveries set state = ?, ended_at = clock_timestamp()
            where id = ? and state = 'WAITING'
            """)
        .params(how.name(), delivery.value())
        .update();
    return how;
  }

  private boolean tookNothingSince(Due due) {
    return database
        .sql(
            """
            select not exists (
              select from webhook_deliveries other
              where other.endpoint_id = failed.endpoint_id and other.made_at >= failed.made_at
                and other.state = 'DELIVERED')
            from webhook_deliveries failed where id = ?
            """)
        .param(due.id().value())
        .query(Boolean.class)
        .single();
  }

  /** Its organization is told, in the same transaction. */
  private void disable(Due due, PurchaseId purchase, String why) {
    database
        .sql(
            """
            update webhook_endpoints set disabled_at = clock_timestamp(), disabled_why = ?
            where id = ? and disabled_at is null
            returning disabled_at::text
            """)
        .params(why, due.endpoint())
        .query(String.class)
        .optional()
        .ifPresent(
            at ->
                outbox.record(
                    OutboxEvent.WEBHOOK_DISABLED,
                    purchase,
                    due.endpoint().toString(),
                    at,
                    Map.of("address", due.shownAddress(), "reason", why)));
  }

  /**
   * A delivery, and where it goes.
   *
   * @param purchase which it is about; null for a test
   */
  private record Due(
      DeliveryId id,
      UUID endpoint,
      String address,
      boolean disabled,
      String message,
      String type,
      String payload,
      @Nullable PurchaseId purchase,
      DeliveryState state) {

    boolean isTest() {
      return type.equals(TEST);
    }

    /** In what follows the question mark may be a secret of the receiver's. */
    String shownAddress() {
      return address.replaceFirst("\\?.*", "");
    }
  }
}
