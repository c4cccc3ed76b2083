package licensing.webhook.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.temporal.failure.ApplicationFailure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import licensing.buyer.Buyer;
import licensing.edge.WebhookEndpoints;
import licensing.edge.WebhookEndpoints.Delivery;
import licensing.edge.WebhookEndpoints.Made;
import licensing.outbox.Outbox;
import licensing.payment.jdbc.PaymentSecrets.PaymentSecretSettings;
import licensing.purchase.PurchaseId;
import licensing.testing.Fixture;
import licensing.testing.OnRealParts;
import licensing.webhook.DeliveryId;
import licensing.webhook.Webhooks.DeliveryState;
import licensing.webhook.http.Receiver.Reaction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** Receivers that behave, and others. */
@OnRealParts
class HttpWebhooksTest {

  private static final Duration LIMIT = Duration.ofSeconds(1);
  private static final String PAYLOAD = "{\"type\":\"purchase.ended\"}";

  private final JdbcClient database;
  private final TransactionOperations transaction;
  private final Outbox outbox;
  private final PaymentSecretSettings keys;
  private final WebhookEndpoints endpoints;
  private final Fixture fixture;
  private final Receiver receiver = new Receiver();
  private final WebhookRequests requests = new WebhookRequests(new WebhookSettings(true, 1), LIMIT);

  HttpWebhooksTest(
      JdbcClient database,
      TransactionOperations transaction,
      Outbox outbox,
      PaymentSecretSettings keys,
      WebhookEndpoints endpoints,
      Fixture fixture) {
    this.database = database;
    this.transaction = transaction;
    this.outbox = outbox;
    this.keys = keys;
    this.endpoints = endpoints;
    this.fixture = fixture;
  }

  @AfterEach
  void close() {
    requests.close();
    receiver.close();
  }

  @Test
  void postsWhatIsStoredWithASignatureOfEachSecret() {
    Made made = endpoint(receiver.address());
    DeliveryId delivery = delivery(made.id());

    assertThat(deliver(delivery)).isEqualTo(DeliveryState.DELIVERED);
    assertThat(deliver(delivery)).as("a repetition").isEqualTo(DeliveryState.DELIVERED);

    var received = receiver.received().getFirst();
    assertThat(receiver.received()).hasSize(1);
    assertThat(received.payload()).isEqualTo(PAYLOAD);
    assertThat(received.headers())
        .containsEntry("content-type", "application/json")
        .containsEntry("user-agent", "License-Webhooks/1")
        .doesNotContainKeys("cookie", "authorization", "accept-encoding");
    assertThat(received.headers().get("webhook-timestamp")).matches("\\d{10}");
    assertThat(received.headers().get("webhook-signature")).matches("v1,[A-Za-z0-9+/]{43}=");

    String another = endpoints.rotate(made.id());
    deliver(delivery(made.id()));
    assertThat(another).matches("whsec_[A-Za-z0-9+/]{43}=").isNotEqualTo(made.secret());
    assertThat(receiver.received().getLast().headers().get("webhook-signature"))
        .matches("v1,[A-Za-z0-9+/]{43}= v1,[A-Za-z0-9+/]{43}=");
    assertThat(receiver.received().getLast().headers().get("webhook-signature"))
        .as("the new one's first")
        .startsWith(signature(receiver.received().getLast(), another) + " ");
    endpoints.rotate(made.id());
    assertThat(secrets(made.id())).as("two at most").isEqualTo(2);
    database
        .sql(
            "update webhook_secrets set valid_until = now() - interval '1 s' where valid_until > now()")
        .update();
    deliver(delivery(made.id()));
    assertThat(receiver.received().getLast().headers().get("webhook-signature"))
        .matches("v1,[A-Za-z0-9+/]{43}=");
  }

  private static String signature(Receiver.Received message, String secret) {
    Instant sent =
        Instant.ofEpochSecond(Long.parseLong(message.headers().get("webhook-timestamp")));
    byte[] key = Base64.getDecoder().decode(secret.substring("whsec_".length()));
    return WebhookSignature.headers(message.id(), sent, message.payload(), List.of(key))
        .get("webhook-signature");
  }

  static Stream<Arguments> badReceivers() {
    return Stream.of(
        Arguments.of("is wrong", Receiver.answering(500), "NOT_TAKEN", "not taken: status 500"),
        Arguments.of(
            "knows no such page", Receiver.answering(404), "NOT_TAKEN", "not taken: status 404"),
        Arguments.of(
            "leads elsewhere",
            Receiver.answering(307, "Location", "/elsewhere"),
            "MOVED",
            "moved: status 307"),
        Arguments.of("hangs", Receiver.hanging(), "NO_ANSWER", "no answer"),
        Arguments.of("drips", Receiver.dripping(), "NO_ANSWER", "no answer"),
        Arguments.of(
            "closes",
            (Reaction) exchange -> exchange.getHttpContext().getServer().stop(0),
            "NOT_REACHED",
            "not reached"));
  }

  @ParameterizedTest
  @MethodSource("badReceivers")
  void triesAgainLaterWhere(String it, Reaction reaction, String outcome, String words) {
    receiver.reacts(reaction);
    Made made = endpoint(receiver.address());
    DeliveryId delivery = delivery(made.id());
    long began = System.nanoTime();

    assertThat(refused(delivery).getOriginalMessage()).isEqualTo(words);
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(LIMIT.multipliedBy(4));
    assertThat(receiver.received()).as("nothing is followed or sent again").hasSize(1);
    assertThat(shown(made.id()).state()).isEqualTo(DeliveryState.WAITING);
    assertThat(shown(made.id()).attempts())
        .singleElement()
        .satisfies(
            attempt -> {
              assertThat(attempt.outcome()).isEqualTo(outcome);
              assertThat(attempt.milliseconds()).isLessThan(4000);
            });
    // A repetition counts as the next try, and waits longer.
    if (outcome.equals("NOT_TAKEN")) {
      assertThat(refused(delivery).getNextRetryDelay()).isEqualTo(Duration.ofSeconds(20));
    }
  }

  @Test
  void waitsAsLongAsItIsAskedTo() {
    assertThat(waitAfter(429, "7200")).isEqualTo(Duration.ofHours(2));
    assertThat(waitAfter(503, "1")).as("no sooner than else").isEqualTo(Duration.ofSeconds(5));
    assertThat(waitAfter(503, "9999999")).isEqualTo(Duration.ofHours(12));
    assertThat(waitAfter(503, "soon")).isEqualTo(Duration.ofSeconds(5));
    assertThat(waitAfter(500, "7200")).isEqualTo(Duration.ofSeconds(5));
    String date =
        DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC).plusHours(1));
    assertThat(waitAfter(429, date)).isBetween(Duration.ofMinutes(59), Duration.ofHours(1));
    assertThat(HttpWebhooks.waitAfter(8)).isEqualTo(Duration.ofHours(12));
    assertThat(HttpWebhooks.waitAfter(1_000)).isEqualTo(Duration.ofHours(12));
    receiver.reacts(Receiver.answering(500));
    assertThat(
            catchThrowableOfType(
                    ApplicationFailure.class,
                    () ->
                        webhooks(requests, 20).deliver(delivery(endpoint(receiver.address()).id())))
                .getNextRetryDelay())
        .as("in a trial")
        .isEqualTo(Duration.ofMillis(250));
  }

  private Duration waitAfter(int status, String retryAfter) {
    receiver.reacts(Receiver.answering(status, "Retry-After", retryAfter));
    return refused(delivery(endpoint(receiver.address()).id())).getNextRetryDelay();
  }

  @Test
  void asksNoMoreWhatIsGoneAndTellsItsOrganization() {
    receiver.reacts(Receiver.answering(410));
    Made made = endpoint(receiver.address() + "?token=abc");
    DeliveryId delivery = delivery(made.id());
    DeliveryId other = delivery(made.id());

    assertThat(deliver(delivery)).isEqualTo(DeliveryState.FAILED);
    assertThat(deliver(other)).isEqualTo(DeliveryState.FAILED);

    assertThat(receiver.received()).hasSize(1);
    assertThat(why(made.id())).isEqualTo("GONE");
    assertThat(told(made.id()))
        .containsExactly(
            "{\"reason\": \"GONE\", \"address\": \"%s\"}".formatted(receiver.address()));
  }

  @Test
  void disablesWhatTookNothingSince() {
    receiver.reacts(Receiver.answering(500));
    Made made = endpoint(receiver.address());
    DeliveryId first = delivery(made.id());
    refused(first);
    receiver.reacts(Receiver.answering(200));
    deliver(delivery(made.id()));
    DeliveryId last = delivery(made.id());

    assertThat(webhooks().giveUp(first)).isEqualTo(DeliveryState.FAILED);
    assertThat(why(made.id())).as("it took another one").isNull();

    webhooks().giveUp(last);
    webhooks().giveUp(last);
    assertThat(why(made.id())).isEqualTo("FAILING");
    assertThat(told(made.id())).hasSize(1);
    assertThat(webhooks().giveUp(new DeliveryId(UUID.randomUUID())))
        .isEqualTo(DeliveryState.FAILED);
  }

  @Test
  void keepsOfAnAnswerWhatCanBePrinted() {
    byte[] words = ("<b>no</b>\u0000\u202Eevil\n" + "é".repeat(1_000_000)).getBytes();
    receiver.reacts(Receiver.saying(500, words));
    Made made = endpoint(receiver.address());
    refused(delivery(made.id()));

    assertThat(shown(made.id()).attempts().getFirst().answer())
        .startsWith("<b>no</b> evil é")
        .endsWith("é …")
        .hasSize(302);
  }

  @Test
  void reachesNothingThatIsNotPublic() {
    try (var strict = new WebhookRequests(new WebhookSettings(false, 1), LIMIT)) {
      for (String host : List.of("127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]")) {
        Made made = endpoint(receiver.address().replace("127.0.0.1", host));
        DeliveryId delivery = delivery(made.id());

        assertThat(
                catchThrowableOfType(
                        ApplicationFailure.class, () -> webhooks(strict).deliver(delivery))
                    .getOriginalMessage())
            .as(host)
            .isEqualTo("not public");
      }
    }
    assertThat(receiver.received()).isEmpty();
  }

  @Test
  void triesATestOnceAndNotTwiceInAMoment() {
    receiver.reacts(Receiver.answering(410));
    Made made = endpoint(receiver.address());
    assertThat(endpoints.test(made.id())).isTrue();
    assertThat(endpoints.test(made.id())).isFalse();
    Delivery test = shown(made.id());
    taken(test.id());

    assertThat(deliver(new DeliveryId(test.id()))).isEqualTo(DeliveryState.FAILED);
    assertThat(why(made.id())).as("nothing that matters was refused").isNull();
    assertThat(receiver.received().getFirst().id()).startsWith("test-");
    assertThat(receiver.received().getFirst().payload())
        .startsWith("{\"type\":\"webhook.test\",\"timestamp\":\"")
        .endsWith("Z\",\"data\":{}}");
  }

  @Test
  void isDeliveredAgainOnRequestWithTheSameId() {
    receiver.reacts(Receiver.answering(500));
    Made made = endpoint(receiver.address());
    DeliveryId failed = delivery(made.id());
    assertThat(endpoints.redeliver(made.id(), failed.value())).as("on its way").isFalse();
    refused(failed);
    webhooks().giveUp(failed);
    DeliveryId old = delivery(made.id());
    webhooks().giveUp(old);
    database
        .sql("update webhook_deliveries set made_at = now() - interval '2 hours' where id = ?")
        .param(old.value())
        .update();

    assertThat(endpoints.redeliverFailed(made.id(), Duration.ofHours(1))).as("disabled").isZero();
    assertThat(endpoints.redeliver(made.id(), failed.value())).as("disabled").isFalse();
    endpoints.enable(made.id());
    assertThat(endpoints.redeliverFailed(made.id(), Duration.ofHours(1))).isEqualTo(1);
    assertThat(endpoints.redeliverFailed(made.id(), Duration.ofHours(1))).isZero();
    Delivery again = shown(made.id());
    taken(again.id());
    receiver.reacts(Receiver.answering(200));
    deliver(new DeliveryId(again.id()));

    assertThat(receiver.received()).hasSize(2);
    assertThat(receiver.received().getFirst().id()).isEqualTo(receiver.received().getLast().id());
    assertThat(endpoints.redeliverFailed(made.id(), Duration.ofHours(1))).as("it arrived").isZero();
    assertThat(endpoints.redeliver(made.id(), again.id())).isTrue();
    assertThat(endpoints.redeliver(UUID.randomUUID(), again.id())).as("another's").isFalse();
    taken(shown(made.id()).id());
  }

  private ApplicationFailure refused(DeliveryId delivery) {
    return catchThrowableOfType(ApplicationFailure.class, () -> deliver(delivery));
  }

  private DeliveryState deliver(DeliveryId delivery) {
    return webhooks().deliver(delivery);
  }

  private HttpWebhooks webhooks() {
    return webhooks(requests);
  }

  private HttpWebhooks webhooks(WebhookRequests with) {
    return webhooks(with, 1);
  }

  private HttpWebhooks webhooks(WebhookRequests with, int divisor) {
    return new HttpWebhooks(database, transaction, outbox, keys, with, divisor, Clock.systemUTC());
  }

  private Made endpoint(String address) {
    Buyer buyer = fixture.buyer();
    return endpoints
        .add(buyer.organization(), buyer.user(), address, List.of("purchase.ended"))
        .orElseThrow();
  }

  /** Of a message of its own, which no relay starts. */
  private DeliveryId delivery(UUID endpoint) {
    PurchaseId purchase = fixture.recorded().purchase();
    UUID id = UUID.randomUUID();
    database
        .sql(
            """
            insert into webhook_deliveries
              (id, endpoint_id, message, type, payload, purchase_id, started_at)
            values (?, ?, ?, 'purchase.ended', ?, ?, now())
            """)
        .params(id, endpoint, id.toString(), PAYLOAD, purchase.value())
        .update();
    return new DeliveryId(id);
  }

  /** As if a relay had started it. */
  private void taken(UUID delivery) {
    database
        .sql("update webhook_deliveries set started_at = now() where id = ?")
        .param(delivery)
        .update();
  }

  private Delivery shown(UUID endpoint) {
    return endpoints.deliveries(endpoint, false, null).entries().getFirst();
  }

  private int secrets(UUID endpoint) {
    return database
        .sql("select count(*) from webhook_secrets where endpoint_id = ?")
        .param(endpoint)
        .query(Integer.class)
        .single();
  }

  private String why(UUID endpoint) {
    return database
        .sql("select coalesce(disabled_why, '') from webhook_endpoints where id = ?")
        .param(endpoint)
        .query(String.class)
        .optional()
        .filter(why -> !why.isEmpty())
        .orElse(null);
  }

  private List<String> told(UUID endpoint) {
    return database
        .sql("select data::text from outbox where type = 'webhook.disabled' and subject = ?")
        .param(endpoint.toString())
        .query(String.class)
        .list();
  }
}
