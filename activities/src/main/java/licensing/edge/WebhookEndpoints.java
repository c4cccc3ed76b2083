package licensing.edge;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import licensing.buyer.Buyer.OrganizationId;
import licensing.buyer.Buyer.UserId;
import licensing.db.Columns;
import licensing.payment.jdbc.PaymentSecrets.PaymentSecretSettings;
import licensing.reading.Pager;
import licensing.reading.Pager.Condition;
import licensing.reading.Pager.Cursor;
import licensing.reading.Pager.Page;
import licensing.reading.Pager.Section;
import licensing.webhook.Webhooks.DeliveryState;
import licensing.webhook.http.HttpWebhooks;
import licensing.webhook.http.WebhookAddress;
import licensing.webhook.http.WebhookMessages;
import licensing.webhook.http.WebhookSecrets;
import licensing.webhook.http.WebhookSettings;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Where organizations want webhooks, and what came of those that were sent. What is asked for here
 * a worker does within seconds. Each secret is given back once, and cannot be read again.
 */
@Component
public final class WebhookEndpoints {

  /** Of one organization. */
  public static final int MOST = 5;

  /** Types of messages that an endpoint may want, in the order of pages. */
  public static final List<String> TYPES = WebhookMessages.TYPES;

  private static final int SHOWN = 20;

  /** By one click. */
  private static final int AGAIN_AT_ONCE = 500;

  private static final Duration BETWEEN_TESTS = Duration.ofSeconds(10);

  private static final String ENDPOINTS =
      """
      select endpoint.*, (
        select max(valid_until) from webhook_secrets
        where endpoint_id = endpoint.id and valid_until > now()) as secret_before_until
      from webhook_endpoints endpoint
      """;

  private final JdbcClient database;
  private final TransactionOperations transaction;
  private final WebhookSecrets secrets;
  private final WebhookSettings settings;
  private final Clock clock;

  WebhookEndpoints(
      JdbcClient database,
      TransactionOperations transaction,
      PaymentSecretSettings keys,
      WebhookSettings settings,
      Clock clock) {
    this.database = database;
    this.transaction = transaction;
    this.secrets = new WebhookSecrets(keys);
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * What is wrong with what somebody entered: the name of a message's key; empty where nothing is.
   */
  public Optional<String> problem(String address, Collection<String> types) {
    Optional<String> problem = WebhookAddress.problem(address, settings).map(Enum::name);
    return problem.isEmpty() && (types.isEmpty() || !TYPES.containsAll(types))
        ? Optional.of("NO_TYPES")
        : problem;
  }

  /** The first one that was made first. */
  public List<Endpoint> of(OrganizationId organization) {
    return database
        .sql(ENDPOINTS + "where organization_id = ? order by made_at, id")
        .param(organization.value())
        .query(WebhookEndpoints::endpoint)
        .list();
  }

  /** Empty for another organization's. */
  public Optional<Endpoint> find(UUID endpoint, OrganizationId organization) {
    return database
        .sql(ENDPOINTS + "where id = ? and organization_id = ?")
        .params(endpoint, organization.value())
        .query(WebhookEndpoints::endpoint)
        .optional();
  }

  /**
   * @param address and types without a {@link #problem}
   * @return empty where there are as many as there may be
   */
  public Optional<Made> add(
      OrganizationId organization, UserId user, String address, Collection<String> types) {
    UUID id = UUID.randomUUID();
    return transaction.execute(
        status -> {
          int added =
              database
                  .sql(
                      """
                      insert into webhook_endpoints (id, organization_id, address, types, made_by)
                      select :id, :organization, :address, string_to_array(:types, ','), :user
                      where (
                        select count(*) from webhook_endpoints
                        where organization_id = :organization) < :most
                      """)
                  .param("id", id)
                  .param("organization", organization.value())
                  .param("address", address)
                  .param("types", joined(types))
                  .param("user", user.value())
                  .param("most", MOST)
                  .update();
          return added == 1 ? Optional.of(new Made(id, newSecret(id))) : Optional.empty();
        });
  }

  /** An address that was changed is tried with what comes next. */
  public void change(UUID endpoint, String address, Collection<String> types) {
    database
        .sql(
            """
            update webhook_endpoints set address = ?, types = string_to_array(?, ',') where id = ?
            """)
        .params(address, joined(types), endpoint)
        .update();
  }

  /**
   * From now on there is another secret; the one before it is good for a day: until then each
   * message has two signatures. One that was before that is good no more.
   *
   * @return the new one
   */
  public String rotate(UUID endpoint) {
    return transaction.execute(
        status -> {
          database
              .sql("delete from webhook_secrets where endpoint_id = ? and valid_until is not null")
              .param(endpoint)
              .update();
          database
              .sql(
                  """
                  update webhook_secrets set valid_until = now() + interval '24 hours'
                  where endpoint_id = ?
                  """)
              .param(endpoint)
              .update();
          return newSecret(endpoint);
        });
  }

  private String newSecret(UUID endpoint) {
    byte[] secret = secrets.next();
    database
        .sql("insert into webhook_secrets (endpoint_id, ciphertext) values (?, ?)")
        .params(endpoint, secrets.encrypted(endpoint, secret))
        .update();
    return WebhookSecrets.text(secret);
  }

  /** Nothing more is made for it, and what is under way is not tried again. */
  public void disable(UUID endpoint) {
    database
        .sql(
            """
            update webhook_endpoints set disabled_at = clock_timestamp(), disabled_why = 'USER'
            where id = ? and disabled_at is null
            """)
        .param(endpoint)
        .update();
  }

  public void enable(UUID endpoint) {
    database
        .sql("update webhook_endpoints set disabled_at = null, disabled_why = null where id = ?")
        .param(endpoint)
        .update();
  }

  /** With all that was ever delivered to it. */
  public void delete(UUID endpoint) {
    database.sql("delete from webhook_endpoints where id = ?").param(endpoint).update();
  }

  /**
   * Sends it a message that says nothing, also where it is disabled, and tries it once.
   *
   * @return false where one was sent a moment ago
   */
  public boolean test(UUID endpoint) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    return database
            .sql(
                """
                insert into webhook_deliveries (id, endpoint_id, message, type, payload)
                select gen_random_uuid(), :endpoint, :message, :type, :payload
                where not exists (
                  select from webhook_deliveries
                  where endpoint_id = :endpoint and type = :type
                    and made_at > now() - make_interval(secs => :pause))
                """)
            .param("endpoint", endpoint)
            .param("message", "test-" + UUID.randomUUID())
            .param("type", HttpWebhooks.TEST)
            .param("payload", WebhookMessages.test(now))
            .param("pause", (double) BETWEEN_TESTS.toSeconds())
            .update()
        == 1;
  }

  /**
   * The newest first, each with its tries.
   *
   * @param failed whether those alone that failed
   * @param from null for the first page
   */
  public Page<Delivery> deliveries(UUID endpoint, boolean failed, @Nullable Cursor from) {
    Condition of = Condition.of("endpoint_id = ?", endpoint);
    return new Pager<Delivery>(
            List.of(
                new Section(
                    failed ? of.and(Condition.of("state = 'FAILED'")) : of, "made_at", "id", true)),
            this::deliveries,
            delivery -> Cursor.after(0, delivery.madeAt(), delivery.id()))
        .read(from, SHOWN);
  }

  private List<Delivery> deliveries(Section section, int most) {
    Map<UUID, List<Attempt>> attempts =
        database
            .sql(
                "select attempt.* from (select id from webhook_deliveries"
                    + section.clauses(most)
                    + ") shown join webhook_attempts attempt on delivery_id = id order by number")
            .params(section.parameters())
            .query(WebhookEndpoints::attempt)
            .list()
            .stream()
            .collect(Collectors.groupingBy(Attempt::delivery));
    return database
        .sql("select * from webhook_deliveries" + section.clauses(most))
        .params(section.parameters())
        .query(
            (row, index) -> {
              Columns columns = new Columns(row);
              UUID id = columns.uuid("id");
              return new Delivery(
                  id,
                  columns.text("message"),
                  columns.text("type"),
                  columns.instant("made_at"),
                  DeliveryState.valueOf(columns.text("state")),
                  columns.text("payload"),
                  attempts.getOrDefault(id, List.of()));
            })
        .list();
  }

  /**
   * Asks for one once more, with the same message; not while it is on its way, nor where its
   * endpoint is disabled.
   *
   * @return whether that is done
   */
  public boolean redeliver(UUID endpoint, UUID delivery) {
    return again(endpoint, "id = :delivery and state <> 'WAITING'", "delivery", delivery) == 1;
  }

  /**
   * Asks for all once more that failed since then and did not arrive later, a bounded number at
   * once.
   *
   * @return how many
   */
  public int redeliverFailed(UUID endpoint, Duration ago) {
    return again(
        endpoint,
        """
        state = 'FAILED' and type <> 'webhook.test'
          and made_at > now() - make_interval(secs => :ago)
          and not exists (
            select from webhook_deliveries later
            where later.endpoint_id = delivery.endpoint_id and later.message = delivery.message
              and later.again > delivery.again)
        """,
        "ago",
        (double) ago.toSeconds());
  }

  /** Of each message that is chosen, only where it is not on its way. */
  private int again(UUID endpoint, String chosen, String parameter, Object value) {
    return database
        .sql(
            """
            insert into webhook_deliveries
              (id, endpoint_id, message, again, type, payload, purchase_id)
            select gen_random_uuid(), endpoint_id, message, (
                select max(again) + 1 from webhook_deliveries other
                where other.endpoint_id = chosen.endpoint_id and other.message = chosen.message),
              type, payload, purchase_id
            from (
              select * from webhook_deliveries delivery
              where endpoint_id = :endpoint and %s) chosen
            where not exists (
              select from webhook_deliveries other
              where other.endpoint_id = chosen.endpoint_id and other.message = chosen.message
                and other.state = 'WAITING')
              and exists (
                select from webhook_endpoints where id = :endpoint and disabled_at is null)
            order by made_at limit :limit
            on conflict do nothing
            """
                .formatted(chosen))
        .param("endpoint", endpoint)
        .param(parameter, value)
        .param("limit", AGAIN_AT_ONCE)
        .update();
  }

  private static String joined(Collection<String> types) {
    return TYPES.stream().filter(types::contains).collect(Collectors.joining(","));
  }

  private static Endpoint endpoint(ResultSet row, int index) throws SQLException {
    Columns columns = new Columns(row);
    Array types = row.getArray("types");
    return new Endpoint(
        columns.uuid("id"),
        columns.text("address"),
        List.of((String[]) types.getArray()),
        columns.instant("made_at"),
        columns.instantOrNull("disabled_at"),
        row.getString("disabled_why"),
        columns.instantOrNull("secret_before_until"));
  }

  private static Attempt attempt(ResultSet row, int index) throws SQLException {
    Columns columns = new Columns(row);
    int status = row.getInt("status");
    return new Attempt(
        columns.uuid("delivery_id"),
        row.getInt("number"),
        columns.instant("tried_at"),
        columns.text("outcome"),
        status == 0 ? null : status,
        row.getInt("milliseconds"),
        columns.text("answer"));
  }

  /**
   * @param secret as a receiver takes it; never shown again
   */
  public record Made(UUID id, String secret) {

    @Override
    public String toString() {
      return "Made[" + id + "]";
    }
  }

  /**
   * An endpoint of an organization.
   *
   * @param disabledWhy USER, GONE or FAILING; null while it is not disabled
   * @param secretBeforeUntil until when two secrets are good; null where one is
   */
  public record Endpoint(
      UUID id,
      String address,
      List<String> types,
      Instant madeAt,
      @Nullable Instant disabledAt,
      @Nullable String disabledWhy,
      @Nullable Instant secretBeforeUntil) {}

  /**
   * One message to an endpoint, the newest first in lists.
   *
   * @param message its {@code webhook-id}
   */
  public record Delivery(
      UUID id,
      String message,
      String type,
      Instant madeAt,
      DeliveryState state,
      String payload,
      List<Attempt> attempts) {}

  /**
   * @param outcome key of a message
   * @param status null where none was answered
   * @param answer the first of it, as a stranger wrote it
   */
  public record Attempt(
      UUID delivery,
      int number,
      Instant at,
      String outcome,
      @Nullable Integer status,
      int milliseconds,
      String answer) {}
}
