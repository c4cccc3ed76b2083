package licensing.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.spring.boot.autoconfigure.template.WorkersTemplate;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.util.List;
import licensing.audit.AuditWorkflow;
import licensing.db.Migrations;
import licensing.purchase.PurchaseWorkflow;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The list of what is served names classes and beans as text: a wrong one stops the start-up. */
class WorkerTest {

  @Test
  void servesTheProcessAndItsActivities() throws IOException {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
      new Migrations(postgres.getPostgresDatabase()).apply();
      try (ConfigurableApplicationContext worker = started(postgres)) {
        assertThat(worker.getBeansOfType(WorkersTemplate.class)).hasSize(1);
        assertThat(worker.getBean(WorkersTemplate.class).getWorkers())
            .extracting(io.temporal.worker.Worker::getTaskQueue)
            .isEqualTo(List.of(PurchaseWorkflow.TASK_QUEUE, AuditWorkflow.TASK_QUEUE));
      }
    }
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
