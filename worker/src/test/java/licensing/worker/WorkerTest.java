package licensing.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.temporal.spring.boot.autoconfigure.template.WorkersTemplate;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import licensing.audit.AuditWorkflow;
import licensing.db.Migrations;
import licensing.evidence.jdbc.MissingEvidence;
import licensing.purchase.PurchaseWorkflow;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The list of what is served names classes and beans as text: a wrong one stops the start-up. */
class WorkerTest {

  /** The hash of version 1 that a consent to it names. */
  private static final String TERMS_IN_ENGLISH =
      "0624fd1b55b179a37231ddab0e2a7e07c67011b7cc288e5557e907694b8f7326";

  @Test
  void servesTheProcessAndItsActivities() throws IOException {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
      new Migrations(postgres.getPostgresDatabase()).apply();
      try (ConfigurableApplicationContext worker = started(postgres)) {
        assertThat(worker.getBeansOfType(WorkersTemplate.class)).hasSize(1);
        assertThat(worker.getBean(WorkersTemplate.class).getWorkers())
            .extracting(io.temporal.worker.Worker::getTaskQueue)
            .isEqualTo(List.of(PurchaseWorkflow.TASK_QUEUE, AuditWorkflow.TASK_QUEUE));
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
    assertThat(worker.getBean(MissingEvidence.class).write()).isOne();
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

  private static ConfigurableApplicationContext started(EmbeddedPostgres postgres) {
    return new SpringApplicationBuilder(Worker.class)
        .web(WebApplicationType.NONE)
        .run(
            "--spring.temporal.test-server.enabled=true",
            "--spring.datasource.url=" + postgres.getJdbcUrl("postgres", "postgres"),
            "--spring.datasource.username=postgres",
            "--braintree.merchant-id=merchant",
            "--braintree.public-key=public",
            "--braintree.private-key=private",
            "--payment-secrets.key=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=");
  }
}
