package licensing.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.temporal.common.WorkerDeploymentVersion;
import io.temporal.spring.boot.autoconfigure.template.WorkersTemplate;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import licensing.audit.AuditWorkflow;
import licensing.db.Migrations;
import licensing.evidence.EvidenceStore;
import licensing.purchase.PurchaseWorkflow;
import licensing.webhook.WebhookWorkflow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The list of what is served names classes and beans as text: a wrong one stops the start-up. */
class WorkerTest {

  /** The hash of version 1 that a consent to it names. */
  private static final String TERMS_IN_ENGLISH =
      "0624fd1b55b179a37231ddab0e2a7e07c67011b7cc288e5557e907694b8f7326";

  @TempDir static Path secrets;

  @Test
  void servesTheProcessAndItsActivities() throws IOException {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
      new Migrations(postgres.getPostgresDatabase()).apply();
      try (ConfigurableApplicationContext worker = started(postgres, WebApplicationType.NONE)) {
        assertThat(worker.getBeansOfType(WorkersTemplate.class)).hasSize(1);
        assertThat(worker.getBean(WorkersTemplate.class).getWorkers())
            .extracting(io.temporal.worker.Worker::getTaskQueue)
            .isEqualTo(
                List.of(
                    PurchaseWorkflow.TASK_QUEUE,
                    "payments",
                    AuditWorkflow.TASK_QUEUE,
                    WebhookWorkflow.TASK_QUEUE));
        assertThat(worker.getBean(WorkerDeploymentVersion.class).getBuildId())
            .matches("[0-9]+\\.[0-9]+\\.[0-9]+\\S*");
        verifiesTheEvidence(worker);
      }
    }
  }

  /** Here rather than in a test of its own: the start takes longer than all the rest. */
  private static void verifiesTheEvidence(ConfigurableApplicationContext worker) {
    EvidenceJob job = worker.getBean(EvidenceJob.class);
    assertThat(job.run(null)).isTrue();
    UUID organization = endedWithoutEvidence(worker.getBean(JdbcClient.class));
    assertThat(job.run(null)).isFalse();
    assertThat(job.run(organization)).isFalse();
    assertThat(job.run(UUID.randomUUID())).isTrue();
    assertThat(worker.getBean(EvidenceStore.class).keepMissing()).isOne();
    assertThat(job.run(organization)).isTrue();
  }

  /** As a worker of an earlier release left them. */
  private static UUID endedWithoutEvidence(JdbcClient database) {
    UUID organization = UUID.randomUUID();
    UUID id = UUID.randomUUID();
    database.sql("insert into organizations values (?, 'Blue Sky')").param(organization).update();
    database
        .sql("insert into users values (?, ?, 'ann', '-', 'BUYER')")
        .params(id, organization)
        .update();
    database
        .sql(
            """
            insert into purchases (id, organization_id, user_id, offer_kind, unit_price, currency,
              period_days, minimum_quantity, maximum_quantity, auto_renewal_selectable, quantity,
              auto_renew, total, subscribed_at, pay_before, step, outcome, ended_at)
            values (?, ?, ?, 'MIGRATION', 19.00, 'USD', 365, 1, 99, false, 3, false, 57.00, now(),
              now(), 'ENDED', 'LAPSED', now())
            """)
        .params(id, organization, id)
        .update();
    database
        .sql("insert into consents values (?, ?, 1, ?, 'en', now())")
        .params(id, id, TERMS_IN_ENGLISH)
        .update();
    return organization;
  }

  /** Whatever it was started with: a sale that is sent again may be a second one. */
  @Test
  void neverLetsTheJdkSendARequestAgain() {
    System.clearProperty("sun.net.http.retryPost");

    assertThatThrownBy(() -> Worker.main("--spring.config.location=file:/nowhere.yaml"))
        .hasMessageContaining("nowhere.yaml");

    assertThat(System.getProperty("sun.net.http.retryPost")).isEqualTo("false");
  }

  @Test
  void saysWhatWaitsAndNothingElse() throws Exception {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
      new Migrations(postgres.getPostgresDatabase()).apply();
      plantFinding(JdbcClient.create(postgres.getPostgresDatabase()));
      try (ConfigurableApplicationContext worker = started(postgres, WebApplicationType.SERVLET)) {
        String metrics = get(worker, "/actuator/prometheus").body();

        assertThat(metrics)
            .contains("audit_findings_open{kind=\"charged-twice\"} 1.0")
            .contains("audit_findings_open{kind=\"overdue\"} 0.0")
            .contains("purchases_attention{kind=\"money-lost\"} 0.0")
            .contains("\npurchases_open 0.0", "\nrecords_readable 1.0")
            .containsPattern("(?m)^audit_last_run_timestamp_seconds 1\\.7[0-9]*E9$");
        assertThat(get(worker, "/actuator/env").statusCode()).isEqualTo(404);
        assertThat(get(worker, "/actuator/metrics").statusCode()).isEqualTo(404);
        saysThatItCannotCount(worker, postgres);
      }
    }
  }

  /** No scrape fails, and nothing is said that was read before. */
  private static void saysThatItCannotCount(
      ConfigurableApplicationContext worker, EmbeddedPostgres postgres) throws Exception {
    postgres.close();
    worker.getBean(LaterClock.class).later = Readings.FRESH.multipliedBy(2);

    HttpResponse<String> answer = get(worker, "/actuator/prometheus");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body())
        .contains("audit_findings_open{kind=\"charged-twice\"} NaN")
        .contains("purchases_attention{kind=\"money-lost\"} NaN")
        .contains("\npurchases_open NaN", "\naudit_last_run_timestamp_seconds NaN")
        .contains("\nrecords_readable 0.0", "\njvm_threads_live_threads ");
    // Nobody begins it anew for that.
    assertThat(get(worker, "/actuator/health/liveness").statusCode()).isEqualTo(200);
  }

  private static void plantFinding(JdbcClient database) {
    database
        .sql(
            """
            insert into audit_findings
              (kind, purchase, subject, disagreement, since, remedy, found_at, seen_at)
            values ('charged-twice', '', 'a', 'two', now(), 'refund', now(), now())
            """)
        .update();
    database
        .sql("insert into audit_runs values (timestamptz '2026-03-01T12:00:00Z', 1, 1, 1)")
        .update();
  }

  private static HttpResponse<String> get(ConfigurableApplicationContext worker, String path)
      throws Exception {
    String port = worker.getEnvironment().getProperty("local.server.port");
    URI address = URI.create("http://127.0.0.1:" + port + path);
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
    }
  }

  private static ConfigurableApplicationContext started(
      EmbeddedPostgres postgres, WebApplicationType type) throws IOException {
    // A secret that is a file, as orchestrators hand it out.
    Files.writeString(
        secrets.resolve("PAYMENT_SECRET_KEY"), "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n");
    return new SpringApplicationBuilder(Worker.class, LaterClock.class)
        .web(type)
        .run(
            "--server.port=0",
            "--spring.temporal.test-server.enabled=true",
            "--spring.datasource.url=" + postgres.getJdbcUrl("postgres", "postgres"),
            "--spring.datasource.username=postgres",
            "--braintree.merchant-id=merchant",
            "--braintree.public-key=public",
            "--braintree.private-key=private",
            "--SECRETS_FOLDER=" + secrets);
  }

  /** As much later than it is as a test says. */
  @Primary
  static final class LaterClock extends Clock {

    volatile Duration later = Duration.ZERO;

    @Override
    public Instant instant() {
      return Instant.now().plus(later);
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
