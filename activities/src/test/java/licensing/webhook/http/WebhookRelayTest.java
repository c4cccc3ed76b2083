package licensing.webhook.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.WorkerOptions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import licensing.buyer.Buyer;
import licensing.buyer.Buyer.OrganizationId;
import licensing.edge.WebhookEndpoints;
import licensing.edge.WebhookEndpoints.Made;
import licensing.license.jdbc.LicenseRows;
import licensing.outbox.Outbox;
import licensing.outbox.OutboxEvent;
import licensing.payment.jdbc.PaymentSecrets.PaymentSecretSettings;
import licensing.purchase.PurchaseId;
import licensing.purchase.PurchaseWorkflow.PurchaseSearchAttributes;
import licensing.reading.GracePeriod;
import licensing.reading.OwnedLicenses.State;
import licensing.testing.Fixture;
import licensing.testing.Keys;
import licensing.testing.LicensedSales;
import licensing.testing.OnRealParts;
import licensing.testing.Race;
import licensing.webhook.WebhookProcess;
import licensing.webhook.WebhookWorkflow;
import licensing.webhook.Webhooks.DeliveryState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** From what is recorded to whoever wants to know. */
@OnRealParts
class WebhookRelayTest {

  private static final GracePeriod GRACE = new GracePeriod(14);

  private final JdbcClient database;
  private final TransactionOperations transaction;
  private final Outbox outbox;
  private final PaymentSecretSettings keys;
  private final WebhookEndpoints endpoints;
  private final Fixture fixture;
  private final LicensedSales sales;
  private final LicenseRows licenses;
  private final Receiver receiver = new Receiver();
  private final HttpWebhooks webhooks;
  private final TestWorkflowEnvironment temporal;
  private final WebhookRelay relay;

  WebhookRelayTest(
      JdbcClient database,
      TransactionOperations transaction,
      Outbox outbox,
      PaymentSecretSettings keys,
      WebhookEndpoints endpoints,
      Fixture fixture,
      LicensedSales sales,
      LicenseRows licenses) {
    this.database = database;
    this.transaction = transaction;
    this.outbox = outbox;
    this.keys = keys;
    this.endpoints = endpoints;
    this.fixture = fixture;
    this.sales = sales;
    this.licenses = licenses;
    this.webhooks =
        new HttpWebhooks(
            database,
            transaction,
            outbox,
            keys,
            new WebhookRequests(new WebhookSettings(true, 1), Duration.ofSeconds(5)),
            1,
            Clock.systemUTC());
    TestEnvironmentOptions.Builder server = TestEnvironmentOptions.newBuilder();
    PurchaseSearchAttributes.REGISTERED.forEach(server::registerSearchAttribute);
    this.temporal = TestWorkflowEnvironment.newInstance(server.build());
    var worker =
        temporal.newWorker(
            WebhookWorkflow.TASK_QUEUE,
            WorkerOptions.newBuilder().setUsingVirtualThreads(true).build());
    worker.registerWorkflowImplementationTypes(WebhookProcess.class);
    worker.registerActivitiesImplementations(webhooks);
    temporal.start();
    this.relay = relay();
  }

  private WebhookRelay relay() {
    return relay(keys);
  }

  private WebhookRelay relay(PaymentSecretSettings settings) {
    return new WebhookRelay(
        database, transaction, outbox, settings, GRACE, temporal.getWorkflowClient());
  }

  @AfterEach
  void close() {
    relay.close();
    temporal.close();
    webhooks.close();
    receiver.close();
  }

  @Test
  void eachEventGoesOnceToEachEndpointThatWantsIt() {
    PurchaseId purchase = sales.licensed().purchase();
    relay.relay();
    OrganizationId organization = organizationOf(purchase);
    Made one = endpoint(organization, OutboxEvent.LICENSE_SUSPENDED);
    Made another =
        endpoint(organization, OutboxEvent.LICENSE_SUSPENDED, OutboxEvent.PURCHASE_ENDED);
    endpoint(organization, OutboxEvent.LICENSE_REINSTATED);
    Made disabled = endpoint(organization, OutboxEvent.LICENSE_SUSPENDED);
    endpoints.disable(disabled.id());
    endpoint(fixture.buyer().organization(), OutboxEvent.LICENSE_SUSPENDED);
    transaction.executeWithoutResult(
        status -> licenses.suspend(purchase, LicenseRows.BY_SUPPORT + "not for others"));

    try (WebhookRelay other = relay()) {
      Race.between(() -> relayed(relay), () -> relayed(other));
    }
    relay.relay();

    for (Made each : List.of(one, another)) {
      assertThat(result(each)).isEqualTo(DeliveryState.DELIVERED);
    }
    assertThat(receiver.received()).hasSize(2);
    assertThat(receiver.received())
        .extracting(Receiver.Received::id)
        .containsOnly(message(purchase));
    assertThat(receiver.received().getFirst().payload())
        .isEqualTo(receiver.received().getLast().payload())
        .matches(
            """
            \\{"type":"license.suspended","timestamp":"[0-9TZ:.-]+","data":\\{"organization":"%s",\
            "license":\\{"id":"%s","purchase":"%2$s","offer":"MIGRATION","quantity":3,\
            "startsAt":"[0-9TZ:.-]+","endsAt":"[0-9TZ:.-]+","worksUntil":"[0-9TZ:.-]+"},"reason":"support"}}"""
                .formatted(organization, purchase));
  }

  private static boolean relayed(WebhookRelay relay) {
    relay.relay();
    return true;
  }

  @Test
  void tellsOfPurchasesAndDocumentsInTexts() {
    PurchaseId purchase = sales.licensed().purchase();
    WebhookMessages messages = new WebhookMessages(database, GRACE);
    List<String> all =
        transaction.execute(
            status ->
                outbox.withoutDeliveries(10_000).stream()
                    .filter(event -> event.purchase().equals(purchase))
                    .flatMap(event -> messages.of(event).stream())
                    .map(payload -> payload.replaceFirst(".*\"data\":", ""))
                    .map(data -> data.replaceFirst("\"organization\":\"[-0-9a-f]+\",", ""))
                    .toList());

    assertThat(all)
        .hasSize(3)
        .anySatisfy(data -> assertThat(data).startsWith("{\"license\":{\"id\":\"" + purchase))
        .anySatisfy(
            data ->
                assertThat(data)
                    .isEqualTo(
                        """
                        {"purchase":{"id":"%s","offer":"MIGRATION","quantity":3,"total":"57.00",\
                        "currency":"USD"},"outcome":"LICENSED"}}"""
                            .formatted(purchase)))
        .anySatisfy(
            data ->
                assertThat(data)
                    .matches(
                        """
                        \\{"document":\\{"number":"\\d{4}-\\d{6}","kind":"RECEIPT","purchase":"%s",\
                        "total":"57.00","currency":"USD"}}}"""
                            .formatted(purchase)));
  }

  /** Its end alone would have software stop while the license still works. */
  @Test
  void saysOfWhatEndsUntilWhenItWorks() {
    PurchaseId purchase = sales.licensed().purchase();
    WebhookMessages messages = new WebhookMessages(database, GRACE);
    for (String type : List.of(OutboxEvent.LICENSE_EXPIRING, OutboxEvent.LICENSE_EXPIRED)) {
      JsonNode license =
          JsonMapper.shared()
              .readTree(messages.of(event(type, purchase)).orElseThrow())
              .at("/data/license");
      Instant end = Instant.parse(license.get("endsAt").asString());
      Instant worksUntil = Instant.parse(license.get("worksUntil").asString());

      assertThat(GRACE.state(end, false, worksUntil.minusSeconds(1))).isEqualTo(State.GRACE);
      assertThat(GRACE.state(end, false, worksUntil)).isEqualTo(State.EXPIRED);
    }
  }

  private OutboxEvent event(String type, PurchaseId purchase) {
    return new OutboxEvent(
        1,
        type,
        organizationOf(purchase),
        purchase,
        purchase.toString(),
        "",
        Instant.now(),
        JsonMapper.shared().createObjectNode());
  }

  @Test
  void saysOfTestsThatTheyAreSome() {
    Buyer buyer = fixture.buyer();
    fixture.tests(buyer.organization(), true);
    PurchaseId purchase = sales.licensed(buyer).purchase();
    WebhookMessages messages = new WebhookMessages(database, GRACE);

    List<String> all =
        transaction.execute(
            status ->
                outbox.withoutDeliveries(10_000).stream()
                    .filter(event -> event.purchase().equals(purchase))
                    .flatMap(event -> messages.of(event).stream())
                    .toList());
    assertThat(all).hasSize(3).allMatch(payload -> payload.contains("\"test\":true}"));
  }

  /** Of the one that hangs two are tried at once, however many wait, so that others have room. */
  @Test
  void oneThatHangsKeepsNoOtherWaiting() throws InterruptedException {
    receiver.reacts(Receiver.hanging());
    PurchaseId purchase = fixture.recorded().purchase();
    OrganizationId organization = organizationOf(purchase);
    Made hanging = endpoint(organization, OutboxEvent.PURCHASE_ENDED);
    try (Receiver quick = new Receiver()) {
      IntStream.range(0, 10).forEach(i -> record(purchase, "hanging " + i));
      relay.relay();
      await(() -> receiver.received().size() == 2);
      Made other = endpointAt(quick.address(), organization, OutboxEvent.LICENSE_EXPIRED);
      endpoints.test(other.id());
      relay.relay();

      await(() -> quick.received().size() == 1);
      assertThat(receiver.mostAtOnce()).isEqualTo(2);
    }
    endpoints.delete(hanging.id());
  }

  @Test
  void encryptsSecretsWithTheKeyThatIsFirst() {
    Made made = endpoint(fixture.buyer().organization(), OutboxEvent.PURCHASE_ENDED);
    byte[] before = secret(made);
    String old = keys.keys().getFirst();
    try (WebhookRelay exchanging = relay(new PaymentSecretSettings(List.of(Keys.key(77), old)))) {
      exchanging.encryptAnew();
    }
    assertThat(secret(made)).isNotEqualTo(before);
    assertThat(
            WebhookSecrets.text(
                new WebhookSecrets(new PaymentSecretSettings(List.of(Keys.key(77))))
                    .decrypted(made.id(), secret(made))))
        .isEqualTo(made.secret());
    try (WebhookRelay back = relay(new PaymentSecretSettings(List.of(old, Keys.key(77))))) {
      back.encryptAnew();
    }
  }

  private byte[] secret(Made made) {
    return database
        .sql("select ciphertext from webhook_secrets where endpoint_id = ?")
        .param(made.id())
        .query((row, index) -> row.getBytes(1))
        .single();
  }

  private void record(PurchaseId purchase, String occurrence) {
    transaction.executeWithoutResult(
        status ->
            outbox.record(
                OutboxEvent.PURCHASE_ENDED, purchase, occurrence, Map.of("outcome", "LAPSED")));
  }

  private DeliveryState result(Made endpoint) {
    String message =
        endpoints.deliveries(endpoint.id(), false, null).entries().getFirst().message();
    return temporal
        .getWorkflowClient()
        .newUntypedWorkflowStub(WebhookWorkflow.workflowId(endpoint.id(), message, 0))
        .getResult(DeliveryState.class);
  }

  private Made endpoint(OrganizationId organization, String... types) {
    return endpointAt(receiver.address(), organization, types);
  }

  private Made endpointAt(String address, OrganizationId organization, String... types) {
    return endpoints
        .add(organization, fixture.buyerOf(organization).user(), address, List.of(types))
        .orElseThrow();
  }

  private OrganizationId organizationOf(PurchaseId purchase) {
    return database
        .sql("select organization_id from purchases where id = ?")
        .param(purchase.value())
        .query((row, index) -> new OrganizationId(row.getObject(1, UUID.class)))
        .single();
  }

  private String message(PurchaseId purchase) {
    return database
        .sql("select id::text from outbox where purchase_id = ? and type = 'license.suspended'")
        .param(purchase.value())
        .query(String.class)
        .single();
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("too late").isLessThan(deadline);
      Thread.sleep(20);
    }
  }
}
